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
import java.util.Collection;
import java.util.List;
import java.util.UUID;

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
    void look(UUID id, SeenUse seen, Instant now) {
        // The lock makes replicas and people take turns; what they did is read after it.
        Lease lease = leases.lock(id);
        IdleSpell spell = spells.open(id).orElse(null);
        // A lease that gave its GPUs back since they were measured has none that are idle.
        SeenUse its = lease.phase().holds() ? seen : SeenUse.NOTHING;
        int idle = spell == null ? its.idle().size() : spell.devices().size();
        IdleLadder ladder = ladders.of(lease, idle);
        switch (ladder.next(spell, its, now)) {
            case Move.Stay _ -> {}
            case Move.Begin(var devices) -> begin(lease, spell, devices, now);
            case Move.Regroup(var devices) ->
                moved(spell, spell.step(), devices, spell.at().isAfter(now) ? now : spell.at());
            case Move.Climb(var to) -> climb(new IdleWords(lease, spell, ladder), to, now);
            case Move.Over(var outcome) -> over(new IdleWords(lease, spell, ladder), outcome, now);
        }
    }

    private void begin(Lease lease, IdleSpell spell, Collection<UUID> devices, Instant now) {
        if (spell == null)
            spells.begin(lease.id(), devices, now.minus(ladders.window(lease)), now, config.mode() == IdleMode.DRY_RUN);
        else moved(spell, IdleStep.SEEN, devices, now);
    }

    private void climb(IdleWords from, IdleStep to, Instant now) {
        IdleSpell spell = from.spell();
        if (!moved(spell, to, spell.devices(), now) || spell.dryRun()) return;
        Lease lease = from.lease();
        IdleWords words = new IdleWords(lease, spells.open(lease.id()).orElseThrow(), from.ladder());
        switch (to) {
            case WARNED -> tell(lease, What.IDLE_WARNED, spell, words.warned(now), now);
            case LENDABLE -> tell(lease, What.IDLE_LENDABLE, spell, words.lendable(now), now);
            case RELEASED -> release(words, now);
            case SEEN, KEPT -> throw new IllegalStateException("nobody climbs to " + to);
        }
    }

    private void release(IdleWords words, Instant now) {
        Lease lease = words.lease();
        int gpus = Ladders.givesBack(lease, words.spell().devices().size());
        List<UUID> devices = words.spell().devices().subList(0, gpus);
        spells.close(words.spell(), IdleOutcome.RELEASED, now);
        idleLeases.giveBack(lease, devices, words.released(gpus, now), now);
    }

    private void over(IdleWords words, IdleOutcome outcome, Instant now) {
        IdleSpell spell = words.spell();
        if (!spells.close(spell, outcome, now)) return;
        signals.changed(Topic.WORLD, Topic.BOARD);
        boolean told = spell.step() != IdleStep.SEEN && !spell.dryRun();
        if (!told || outcome != IdleOutcome.USED) return;
        tell(words.lease(), What.IDLE_OVER, spell, words.used(), now);
        callBack(words, now);
    }

    /** Activity resets the ladder (R11): with what stayed and is used again, what was lent comes home. */
    private void callBack(IdleWords words, Instant now) {
        boolean lends =
                words.spell().step() == IdleStep.LENDABLE && words.lease().lent() > 0;
        if (lends) idleLeases.callBack(words.lease(), IdleLeases.LADDER, "In use again, it calls back ", now);
    }

    private boolean moved(IdleSpell spell, IdleStep to, Collection<UUID> devices, Instant at) {
        boolean moved = spells.move(spell, to, devices, at);
        if (moved) signals.changed(Topic.WORLD, Topic.BOARD);
        return moved;
    }

    private void tell(Lease lease, What what, IdleSpell spell, String sentence, Instant now) {
        idleLeases.tell(
                LeaseEvent.of(lease, now, IdleLeases.LADDER, what)
                        .gpus(spell.devices().size())
                        .saying(sentence),
                lease);
    }
}
