package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What time and hardware did since the last plan, before anybody is served: leases whose devices are gone shrink,
 * notices that are due are carried out, and if more is still held than exists, the rest leaves at once by R8. A notice
 * whose request left the queue is called off.
 */
final class Settlement {
    private final Book book;
    private final String flavor;
    private final Map<String, String> askers;
    private final Sentences sentences;
    private final List<Decision> decisions = new ArrayList<>();

    /** @param askers the team of each request in the queue, for the sentences */
    Settlement(Book book, String flavor, Map<String, String> askers) {
        this.book = book;
        this.flavor = flavor;
        this.askers = askers;
        this.sentences = new Sentences(book.now());
    }

    List<Decision> decisions() {
        return decisions;
    }

    void expire(Held held) {
        decisions.add(new Decision.Expire(held.id(), held.team(), flavor, held.gpus(), sentences.expired(held.gpus())));
    }

    void loseDevices() {
        for (Lease lease : List.copyOf(book.leases())) {
            int gone = Math.min(lease.held().use().lost(), lease.gpus());
            String sentence = sentences.lostDevices(gone, lease.gpus() - gone);
            if (gone > 0) shrink(lease, gone, null, ReclaimReason.CAPACITY_LOST, sentence);
        }
    }

    void callOff(Notice notice) {
        Lease lease = book.lease(notice.lease());
        int gpus = Math.min(notice.gpus(), lease.gpus());
        decisions.add(new Decision.CallOff(
                lease.id(), lease.team(), flavor, gpus, notice.forRequest(), sentences.calledOff(lease.team(), gpus)));
    }

    /** A lease that would keep less than it can work with yields entirely. */
    void carryOut(Collection<Notice> due) {
        due.stream().sorted(Comparator.comparing(Notice::deadline)).forEach(notice -> {
            Lease lease = book.lease(notice.lease());
            if (lease == null) return;
            int left = lease.gpus() - notice.gpus();
            int kept = left < lease.minGpus() ? 0 : left;
            int given = lease.gpus() - kept;
            String sentence = sentences.gaveBack(lease.team(), given, kept, askers.get(notice.forRequest()));
            shrink(lease, given, notice.forRequest(), notice.reason(), sentence);
        });
    }

    void cutToCapacity() {
        if (book.free() >= 0) return;
        ReclaimRight right = ReclaimRight.ofNecessity(book.now());
        for (Victims.Victim victim : new Victims(book, right, book.now(), () -> book.free() >= 0).choose()) {
            Lease lease = victim.lease();
            int left = lease.gpus() - victim.gpus();
            String sentence = sentences.cutToCapacity(lease.team(), victim.gpus(), left);
            shrink(lease, victim.gpus(), null, ReclaimReason.CAPACITY_LOST, sentence);
        }
    }

    private void shrink(Lease lease, int gpus, String taker, ReclaimReason reason, String sentence) {
        book.lose(lease, gpus);
        decisions.add(
                new Decision.Shrink(lease.id(), lease.team(), flavor, gpus, lease.gpus(), taker, reason, sentence));
    }
}
