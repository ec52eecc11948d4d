package io.headroom.idle;

import io.headroom.lease.IdleLeases;
import io.headroom.lease.IdleState;
import io.headroom.lease.IdleStates;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseActions;
import io.headroom.lease.LeaseEvent;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.lease.Leases;
import io.headroom.lease.Phase;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is idle and on the ladder, as pages show it and the allocator counts it; and what a lead does about it. */
@ApplicationScoped
public class IdleSpells implements IdleStates {
    private static final int LONGEST_REASON = 500;
    private static final int MOST_SHOWN = 100;
    /** One row is of one GPU; a whole node's are shown as one. */
    private static final int MOST_READ = 1000;

    private final IdleConfig config;
    private final Ladders ladders;
    private final IdleSpellRepository spells;
    private final Leases leases;
    private final IdleLeases idleLeases;
    private final Signals signals;
    private final Clock clock;

    IdleSpells(
            IdleConfig config,
            Ladders ladders,
            IdleSpellRepository spells,
            Leases leases,
            IdleLeases idleLeases,
            Signals signals,
            Clock clock) {
        this.config = config;
        this.ladders = ladders;
        this.spells = spells;
        this.leases = leases;
        this.idleLeases = idleLeases;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Which idle devices others may borrow although their team holds them within nominal (R11), and are taken before
     * anything that works (R8): those that climbed that far. Without a ladder, and of a dry run, none.
     */
    public Set<UUID> lendable() {
        if (config.mode() != IdleMode.ON) return Set.of();
        return spells.open().stream()
                .filter(spell -> spell.step() == IdleStep.LENDABLE && !spell.dryRun())
                .map(IdleSpell::device)
                .collect(Collectors.toSet());
    }

    /** For how long an elastic lease does not grow again after it gave back what it did not use. */
    public Duration regrowAfter() {
        return config.regrowAfter();
    }

    /** What the holders of leases were told and what is not over, by lease. */
    public Map<UUID, IdleNotice> notices(List<Lease> of) {
        Instant now = clock.instant();
        return told(of).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> IdleNotice.of(entry.getValue(), now)));
    }

    @Override
    public Map<UUID, List<IdleState>> of(Collection<Lease> leases) {
        return told(leases).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(IdleSpells::state)
                        .toList()));
    }

    private static IdleState state(IdleWords words) {
        IdleGroup group = words.group();
        return new IdleState(
                group.gpus(),
                group.step().name(),
                group.since(),
                words.ladder().after(group.step()).map(Enum::name).orElse(null),
                words.due(),
                group.mayBeKept());
    }

    private Map<UUID, List<IdleWords>> told(Collection<Lease> of) {
        Map<UUID, Lease> byId = of.stream().collect(Collectors.toMap(Lease::id, lease -> lease));
        Map<UUID, List<IdleSpell>> told = spells.open().stream()
                .filter(spell -> spell.isTold() && byId.containsKey(spell.lease()))
                .collect(Collectors.groupingBy(IdleSpell::lease));
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> words(byId.get(entry.getKey()), entry.getValue())));
    }

    private List<IdleWords> words(Lease lease, List<IdleSpell> its) {
        IdleLadder ladder = ladders.of(lease, its.size());
        return IdleGroup.of(its).stream()
                .map(group -> new IdleWords(lease, group, ladder))
                .toList();
    }

    /** The newest for admins, those that go on first. */
    List<IdleEntry> latest() {
        return IdleGroup.of(spells.recent(MOST_READ)).stream()
                .limit(MOST_SHOWN)
                .map(this::entry)
                .toList();
    }

    private IdleEntry entry(IdleGroup group) {
        Lease lease = leases.get(group.first().lease());
        if (group.first().closedAt() != null) return new IdleEntry(lease, group, null, null);
        IdleLadder ladder = ladders.of(lease, group.gpus());
        IdleWords words = new IdleWords(lease, group, ladder);
        return new IdleEntry(lease, group, ladder.after(group.step()).orElse(null), words.due());
    }

    /**
     * Keeps idle GPUs for one more window, once per spell. They are not lent meanwhile.
     *
     * @param reason why they are needed, for those who wait
     * @throws Refused 409 if nothing of the lease is warned of or it was kept before, 422 without a reason
     */
    @Transactional
    public void keep(UUID id, String actor, String reason) {
        String because = checked(reason);
        Lease lease = leases.lock(id);
        Instant now = clock.instant();
        List<IdleSpell> open = spells.open(id);
        List<IdleSpell> warned = open.stream().filter(IdleSpell::mayBeKept).toList();
        if (warned.isEmpty()) throw LeaseActions.illegal(lease, Phase.Action.KEEP_IDLE);
        spells.keep(warned, actor, because, now);
        IdleWords words = new IdleWords(lease, new IdleGroup(warned), ladders.of(lease, open.size()));
        idleLeases.tell(
                LeaseEvent.of(lease, now, actor, What.IDLE_KEPT)
                        .gpus(warned.size())
                        .saying(words.kept(actor, because)),
                lease);
        signals.changed(Topic.WORLD, Topic.BOARD);
    }

    private static String checked(String reason) {
        String words = reason == null ? "" : reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON)
            throw new Refused(CommonRefusal.Invalid.of(
                    "reason", words, "must say why, in at most " + LONGEST_REASON + " characters"));
        return words;
    }
}
