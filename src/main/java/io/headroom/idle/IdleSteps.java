package io.headroom.idle;

import io.headroom.lease.IdleLeases;
import io.headroom.lease.Lease;
import io.headroom.lease.LeaseEvent;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.lease.Leases;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** One look at one lease: works out the ladder's move and makes it, in a transaction of its own. */
@ApplicationScoped
class IdleSteps {
    private final IdleConfig config;
    private final Ladders ladders;
    private final IdleSpellRepository spells;
    private final Leases leases;
    private final IdleLeases idleLeases;
    private final Signals signals;

    IdleSteps(
            IdleConfig config,
            Ladders ladders,
            IdleSpellRepository spells,
            Leases leases,
            IdleLeases idleLeases,
            Signals signals) {
        this.config = config;
        this.ladders = ladders;
        this.spells = spells;
        this.leases = leases;
        this.idleLeases = idleLeases;
        this.signals = signals;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void look(UUID id, Map<UUID, SeenUse> seen, Instant now) {
        // The lock makes replicas and people take turns; what they did is read after it.
        Lease lease = leases.lock(id);
        List<IdleSpell> open = spells.open(id);
        // A lease that gave its GPUs back since they were measured has none that are idle.
        Map<UUID, SeenUse> its = lease.phase().holds() ? seen : Map.of();
        IdleLadder ladder = ladders.of(lease, open.size());
        begin(lease, newlyIdle(open, its), now);
        open.stream()
                .collect(Collectors.groupingBy(
                        spell -> ladder.next(spell, its.getOrDefault(spell.device(), SeenUse.GONE), now),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((move, alike) -> make(move, new IdleWords(lease, new IdleGroup(alike), ladder), now));
    }

    private static Set<UUID> newlyIdle(List<IdleSpell> open, Map<UUID, SeenUse> seen) {
        Set<UUID> idle = new TreeSet<>();
        seen.forEach((device, use) -> {
            if (use == SeenUse.IDLE) idle.add(device);
        });
        open.forEach(spell -> idle.remove(spell.device()));
        return idle;
    }

    private void begin(Lease lease, Set<UUID> devices, Instant now) {
        if (devices.isEmpty()) return;
        Instant since = now.minus(ladders.window(lease));
        spells.begin(lease.id(), devices, since, now, config.mode() == IdleMode.DRY_RUN);
    }

    private void make(Move move, IdleWords words, Instant now) {
        List<IdleSpell> its = words.group().spells();
        switch (move) {
            case Move.Stay _ -> {}
            case Move.Count from -> spells.count(its, from, now);
            case Move.Begin _ -> {
                spells.beginAnew(its, now.minus(ladders.window(words.lease())), now);
                signals.changed(Topic.WORLD, Topic.BOARD);
            }
            case Move.Climb(var to) when to == IdleStep.RELEASED -> release(words, now);
            case Move.Climb(var to) -> climb(words, to, now);
            case Move.Over(var outcome) -> over(words, outcome, now);
        }
    }

    private void climb(IdleWords from, IdleStep to, Instant now) {
        List<IdleSpell> its = from.group().spells();
        spells.climb(its, to, now);
        signals.changed(Topic.WORLD, Topic.BOARD);
        if (from.group().first().dryRun()) return;
        List<IdleSpell> there =
                its.stream().map(spell -> spell.climbed(to, now)).toList();
        IdleWords words = new IdleWords(from.lease(), new IdleGroup(there), from.ladder());
        What what = to == IdleStep.WARNED ? What.IDLE_WARNED : What.IDLE_LENDABLE;
        tell(words, what, words.standing(now), now);
    }

    /** What the lease cannot do without stays lendable until more of it may go. */
    private void release(IdleWords due, Instant now) {
        Lease lease = due.lease();
        int gpus = Ladders.givesBack(lease, due.group().gpus());
        if (gpus == 0) return;
        List<IdleSpell> its = due.group().spells().subList(0, gpus);
        spells.climb(its, IdleStep.RELEASED, now);
        signals.changed(Topic.WORLD, Topic.BOARD);
        if (due.group().first().dryRun()) return;
        spells.close(its, IdleOutcome.RELEASED, now);
        List<UUID> devices = its.stream().map(IdleSpell::device).toList();
        IdleWords words = new IdleWords(lease, new IdleGroup(its), due.ladder());
        idleLeases.giveBack(lease, devices, words.released(now), now);
    }

    private void over(IdleWords words, IdleOutcome outcome, Instant now) {
        List<IdleSpell> its = words.group().spells();
        spells.close(its, outcome, now);
        signals.changed(Topic.WORLD, Topic.BOARD);
        List<IdleSpell> told = its.stream().filter(IdleSpell::isTold).toList();
        if (told.isEmpty() || outcome != IdleOutcome.USED) return;
        IdleWords used = new IdleWords(words.lease(), new IdleGroup(told), words.ladder());
        tell(used, What.IDLE_OVER, used.used(), now);
        callBack(used, now);
    }

    /** Activity resets the ladder (R11): with what stayed and is used again, what was lent comes home. */
    private void callBack(IdleWords used, Instant now) {
        boolean lends = used.lease().lent() > 0
                && used.group().spells().stream().anyMatch(spell -> spell.step() == IdleStep.LENDABLE);
        if (lends) idleLeases.callBack(used.lease(), IdleLeases.LADDER, "In use again, it calls back ", now);
    }

    private void tell(IdleWords words, What what, String sentence, Instant now) {
        idleLeases.tell(
                LeaseEvent.of(words.lease(), now, IdleLeases.LADDER, what)
                        .gpus(words.group().gpus())
                        .saying(sentence),
                words.lease());
    }
}
