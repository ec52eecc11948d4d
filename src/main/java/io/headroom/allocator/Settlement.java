package io.headroom.allocator;

import io.headroom.allocator.Asks.Ask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What time, hardware and use did since the last plan, before anybody is served but takers whose notices are due: terms that ended, leases whose devices
 * are gone, notices that are due, and if more is still held than exists, the rest leaves at once by R8, or on notice
 * where it sits on drained devices. A notice whose request left the queue is called off; a lease that coasts is told to give back what it does not use (R12).
 */
final class Settlement {
    private final Instant now;
    private final Asks asks;
    private final Function<String, String> askers;
    private final Sentences sentences;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Lease> yielded = new ArrayList<>();
    private final List<Lease> requeued = new ArrayList<>();
    private final List<Lease> shrunk = new ArrayList<>();

    /** @param askers the team of each request in the queue, null for one that left it */
    Settlement(Instant now, Asks asks, Function<String, String> askers) {
        this.now = now;
        this.asks = asks;
        this.askers = askers;
        this.sentences = new Sentences(now);
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** Leases that gave back everything. */
    List<Lease> yielded() {
        return yielded;
    }

    /** Those of them that go back to the queue with their place kept: what was lent while idle asks for nothing (R11). */
    List<Lease> requeued() {
        return requeued;
    }

    /** Leases that lost GPUs. */
    List<Lease> shrunk() {
        return shrunk;
    }

    void expire(Lease lease, Book book) {
        dropAsksOf(lease);
        book.close(lease);
        decisions.add(new Decision.Expire(
                lease.id(), lease.team().name(), book.flavor().name(), lease.gpus(), sentences.expired(lease.gpus())));
    }

    void loseDevices(Book book) {
        List<Lease> hit = book.leases().stream()
                .filter(lease -> lease.held().use().lost() > 0)
                .sorted(Comparator.comparing(Lease::id))
                .toList();
        for (Lease lease : hit) {
            int gone = Math.min(lease.held().use().lost(), lease.gpus());
            String sentence = sentences.lostDevices(gone, lease.gpus() - gone);
            shrink(lease, book, gone, null, ReclaimReason.CAPACITY_LOST, sentence);
        }
    }

    /** Calls off what nobody waits for any more, or what is used again. */
    void callOffNotices() {
        for (Ask ask : asks.earlier()) {
            String taker = ask.notice().forRequest();
            if (taker == null ? isNeedless(ask) : askers.apply(taker) == null) callOff(ask, sentences::calledOff);
            else if (ask.notice().isLoan() && ask.lease().lendsWhatItUses()) callOff(ask, sentences::usedAgain);
        }
    }

    boolean isAnyNoticeDue() {
        return !due().isEmpty();
    }

    private List<Ask> due() {
        return asks.earlier().stream()
                .filter(ask -> !ask.notice().deadline().isAfter(now))
                .sorted(Comparator.comparing(ask -> ask.notice().deadline()))
                .toList();
    }

    /** Carries out what is due, but what its request turned out not to need; the rest still runs. */
    void carryOutNotices() {
        List<Ask> due = due();
        due.stream().filter(ask -> !asks.isRunning(ask)).forEach(ask -> callOff(ask, sentences::calledOff));
        due.stream().filter(asks::isRunning).forEach(this::carryOut);
    }

    /** Whether what a lease was to give back to nobody in particular may stay after all. */
    private static boolean isNeedless(Ask ask) {
        return ask.notice().reason() == ReclaimReason.CAPACITY_LOST ? isThereAgain(ask) : isWanted(ask);
    }

    /** Whether enough devices are left, or came back, without this ask. */
    private static boolean isThereAgain(Ask ask) {
        Book book = ask.book();
        book.callOff(ask.lease(), ask.leaving());
        boolean enough = book.free(Moment.SETTLED) >= 0;
        book.tell(ask.lease(), ask.leaving());
        return enough;
    }

    /** Whether a lease that was to give back what it did not use, uses it now. */
    private static boolean isWanted(Ask ask) {
        Lease lease = ask.lease();
        return ask.notice().reason() == ReclaimReason.IDLE && lease.wanted() > lease.gpus() - lease.leavingUnused();
    }

    private void callOff(Ask ask, BiFunction<String, Integer, String> words) {
        Lease lease = ask.lease();
        int gpus = Math.min(ask.notice().gpus(), lease.gpus());
        ask.book().callOff(lease, ask.leaving());
        asks.drop(ask);
        String sentence = words.apply(lease.team().name(), gpus);
        decisions.add(new Decision.CallOff(
                lease.id(),
                lease.team().name(),
                ask.book().flavor().name(),
                gpus,
                ask.notice().forRequest(),
                ask.notice().reason(),
                sentence));
    }

    /** A lease that would keep less than it can work with yields entirely. */
    private void carryOut(Ask ask) {
        Lease lease = ask.lease();
        if (ask.book().lease(lease.id()) != lease) return;
        ask.book().callOff(lease, ask.leaving());
        asks.drop(ask);
        int left = lease.gpus() - ask.notice().gpus();
        int kept = left < lease.minGpus() ? 0 : left;
        int given = lease.gpus() - kept;
        String taker = ask.notice().forRequest();
        String to = taker == null ? null : askers.apply(taker);
        String team = lease.team().name();
        boolean lends = ask.notice().isLoan() && lease.isLendable(given);
        if (lends) lease.rest();
        String sentence = lends ? sentences.lent(team, given, kept, to) : sentences.gaveBack(team, given, kept, to);
        shrink(lease, ask.book(), given, taker, lends ? ReclaimReason.IDLE : byRight(ask.notice()), sentence);
    }

    /** Where others took so much that what works has to go with what is idle, that is no loan, and the lease asks again. */
    private static ReclaimReason byRight(Notice notice) {
        return notice.isLoan() ? ReclaimReason.OWNER_RECLAIM : notice.reason();
    }

    void cutToCapacity(Book book) {
        for (Victim victim : Overload.cut(book)) {
            Lease lease = victim.lease();
            int left = lease.gpus() - victim.gpus();
            String sentence = sentences.cutToCapacity(lease.team().name(), victim.gpus(), left);
            shrink(lease, book, victim.gpus(), null, ReclaimReason.CAPACITY_LOST, sentence);
        }
    }

    /** Tells leases to give back so many as sit on drained devices and find no others; nobody has to go at once. */
    void vacate(Book book) {
        for (Victim victim : Overload.told(book)) {
            Lease lease = victim.lease();
            Notice notice = new Notice(lease.id(), victim.gpus(), null, victim.reason(), now.plus(lease.grace()));
            asks.tell(asks.of(book, lease, new Lease.Leaving(notice, Moment.SETTLED, now), victim.stage()));
        }
    }

    /** Tells a lease to give back what it does not use; it keeps a size it can work with, and what nobody may take (R13). */
    void coast(Lease lease, Book book) {
        if (!lease.held().profile().reclaimable()) return;
        int wanted = Math.max(lease.minGpus(), lease.wanted());
        int unused = lease.givingAtMost(lease.remaining() - wanted);
        if (unused <= 0) return;
        Instant deadline = now.plus(lease.grace());
        Notice notice = new Notice(lease.id(), unused, null, ReclaimReason.IDLE, deadline);
        asks.tell(asks.of(book, lease, new Lease.Leaving(notice, Moment.SETTLED, now), Victims.Stage.IDLE));
    }

    private void shrink(Lease lease, Book book, int gpus, String taker, ReclaimReason reason, String sentence) {
        book.lose(lease, gpus);
        shrunk.add(lease);
        if (lease.gpus() == 0) {
            dropAsksOf(lease);
            yielded.add(lease);
        }
        Decision.Shrink shrink = new Decision.Shrink(
                lease.id(), lease.team().name(), book.flavor().name(), gpus, lease.gpus(), taker, reason, sentence);
        if (lease.gpus() == 0 && !shrink.lends()) requeued.add(lease);
        decisions.add(shrink);
    }

    private void dropAsksOf(Lease lease) {
        for (Ask ask : asks.running()) if (ask.lease() == lease) asks.drop(ask);
    }
}
