package io.headroom.idle;

import io.headroom.lease.IdleLeases;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseEvent;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.lease.Leases;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is idle and on the ladder, as pages show it and the allocator counts it; and what a lead does about it. */
@ApplicationScoped
public class IdleSpells {
    private static final int LONGEST_REASON = 500;

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

    /** Which idle devices others may have: those that climbed that far, none of a dry run. */
    public Lendability lendable() {
        if (config.mode() != IdleMode.ON) return new Lendability(false, Set.of());
        Set<UUID> climbed = new HashSet<>();
        for (IdleSpell spell : spells.open())
            if (spell.step() == IdleStep.LENDABLE && !spell.dryRun()) climbed.addAll(spell.devices());
        return new Lendability(true, climbed);
    }

    /** For how long an elastic lease does not grow again after it gave back what it did not use. */
    public Duration regrowAfter() {
        return config.regrowAfter();
    }

    /** What the holders of leases were told and what is not over, by lease. */
    public Map<UUID, IdleNotice> notices(List<Lease> of) {
        Map<UUID, Lease> byId = of.stream().collect(Collectors.toMap(Lease::id, lease -> lease));
        Instant now = clock.instant();
        return spells.open().stream()
                .filter(spell -> !spell.dryRun() && spell.step() != IdleStep.SEEN && byId.containsKey(spell.lease()))
                .collect(Collectors.toMap(IdleSpell::lease, spell -> notice(byId.get(spell.lease()), spell, now)));
    }

    private IdleNotice notice(Lease lease, IdleSpell spell, Instant now) {
        IdleLadder ladder = ladders.of(lease, spell.devices().size());
        return IdleNotice.of(new IdleWords(lease, spell, ladder), now);
    }

    /** The newest spells for admins, those that go on first. */
    List<IdleReport> report(int limit) {
        Instant now = clock.instant();
        return spells.recent(limit).stream()
                .map(spell -> IdleReport.of(spell, leases.get(spell.lease()), next(spell), now))
                .toList();
    }

    private IdleReport.Next next(IdleSpell spell) {
        IdleLadder ladder =
                ladders.of(leases.get(spell.lease()), spell.devices().size());
        Optional<IdleStep> next = spell.closedAt() == null ? ladder.after(spell.step()) : Optional.empty();
        return next.map(step -> new IdleReport.Next(step, ladder.due(spell, step)))
                .orElse(null);
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
        IdleSpell spell = spells.open(id).filter(IdleSpell::mayBeKept).orElseThrow(() -> notKept(lease));
        spells.keep(spell, actor, because, now);
        String sentence =
                new IdleWords(lease, spell, ladders.of(lease, spell.devices().size())).kept(actor, because);
        idleLeases.tell(
                LeaseEvent.of(lease, now, actor, What.IDLE_OVER)
                        .gpus(spell.devices().size())
                        .saying(sentence),
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

    private static Refused notKept(Lease lease) {
        List<String> allowed = lease.actions().stream().map(Enum::name).toList();
        return new Refused(new CommonRefusal.IllegalMove("lease", lease.phase().name(), "kept", allowed));
    }
}
