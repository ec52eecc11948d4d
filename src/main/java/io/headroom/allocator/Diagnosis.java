package io.headroom.allocator;

import java.time.Instant;
import java.util.List;

/**
 * Why a request waits: the constraint that binds (section 5). Each is tried by lifting it alone and looking whether the
 * request would then be served; what never fits, as things are, is told by the tree while nobody holds anything.
 */
final class Diagnosis {
    private final Book book;
    private final Instant now;
    private final QuotaTree empty;
    private final QuotaTree emptyWithoutLendingLimits;
    private Horizons withoutLendingLimits;

    /**
     * A reason.
     *
     * @param passes when the request could start once the reason has passed, or null if that is not known
     * @param changes when to look again, or null if time alone does not lift it
     */
    record Finding(WaitReason reason, Instant passes, Instant changes) {
        Finding(WaitReason reason) {
            this(reason, null, null);
        }
    }

    Diagnosis(Book book) {
        this.book = book;
        this.now = book.now();
        this.empty = new QuotaTree(book.shape());
        this.emptyWithoutLendingLimits = new QuotaTree(book.shape().withoutLendingLimits());
    }

    Finding of(Waiting request) {
        if (book.capacity() == 0) return new Finding(WaitReason.NO_MATCHING_FLAVOR);
        if (request.minGpus() > book.capacity()) return new Finding(WaitReason.EXCEEDS_CAPACITY);
        WaitReason limit = whatStopsItNow(request);
        if (limit != null) return new Finding(limit);
        Finding refused = whyNothingIsTaken(request);
        return refused == null ? new Finding(whatStopsItEver(request)) : refused;
    }

    private WaitReason whatStopsItNow(Waiting request) {
        String team = request.team();
        Horizons horizons = book.horizons();
        if (horizons.now().available(team) >= request.minGpus()) return WaitReason.HELD_FOR_OTHERS;
        if (horizons.availableWithoutBorrowingLimits(team, now, request.endsAt()) >= request.minGpus())
            return WaitReason.EXCEEDS_BORROWING_LIMIT;
        if (book.free() < request.minGpus()) return null;
        if (withoutLendingLimits == null) withoutLendingLimits = book.withoutLendingLimits();
        return withoutLendingLimits.available(team, now, request.endsAt()) >= request.minGpus()
                ? WaitReason.EXCEEDS_LENDING_LIMITS
                : null;
    }

    private Finding whyNothingIsTaken(Waiting request) {
        int owed = ReclaimRight.owed(request, book);
        if (owed == 0) return null;
        ReclaimRight right = ReclaimRight.of(request, now);
        List<Victims.Victim> tooYoung = victims(request, right.despiteMinimumRuntime(), owed);
        if (!tooYoung.isEmpty()) return tooYoung(tooYoung);
        boolean reclaimable =
                victims(request, right.despiteNotReclaimable(), owed).isEmpty();
        return reclaimable ? null : new Finding(WaitReason.NOT_RECLAIMABLE);
    }

    private List<Victims.Victim> victims(Waiting request, ReclaimRight right, int gpus) {
        Instant from = ReclaimRight.from(request, now);
        return new Victims(
                        book,
                        right,
                        from,
                        () -> book.horizons().available(request.team(), from, request.endsAt()) >= gpus)
                .choose();
    }

    /** Looks again when the first protection ends; the last one, and its notice, decide when the request may start. */
    private Finding tooYoung(List<Victims.Victim> victims) {
        List<Lease> leases = victims.stream().map(Victims.Victim::lease).toList();
        Instant starts = leases.stream()
                .map(lease -> latest(now, lease.protectedUntil()).plus(lease.grace()))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant changes = leases.stream()
                .map(Lease::protectedUntil)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(null);
        return new Finding(WaitReason.PROTECTED_BY_MINIMUM_RUNTIME, starts, changes);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private WaitReason whatStopsItEver(Waiting request) {
        String team = request.team();
        if (empty.available(team) >= request.minGpus()) return WaitReason.WAITING_FOR_QUOTA;
        if (empty.availableWithoutBorrowingLimits(team) >= request.minGpus()) return WaitReason.EXCEEDS_BORROWING_LIMIT;
        if (emptyWithoutLendingLimits.available(team) >= request.minGpus()) return WaitReason.EXCEEDS_LENDING_LIMITS;
        return WaitReason.EXCEEDS_CAPACITY;
    }
}
