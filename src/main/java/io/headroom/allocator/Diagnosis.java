package io.headroom.allocator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Why a request waits: the constraint that binds (section 5). Each is tried by lifting it alone and looking whether the
 * request would then be served; what never fits, as things are, is told by the tree while nobody holds anything.
 */
final class Diagnosis {
    private final Strategies strategies;
    private final Map<Book, Horizons> withoutLendingLimits = new HashMap<>();
    private final Map<Book, QuotaShape> lifted = new HashMap<>();

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

    Diagnosis(Strategies strategies) {
        this.strategies = strategies;
    }

    /** @param bid for the smallest size the request can work with */
    Finding of(Bid bid) {
        Book book = bid.book();
        if (book.capacity() == 0) return new Finding(WaitReason.NO_MATCHING_FLAVOR);
        if (bid.gpus() > book.capacity()) return new Finding(WaitReason.EXCEEDS_CAPACITY);
        if (bid.gpus() > strategies.room(bid)) return new Finding(WaitReason.EXCEEDS_NOMINAL_QUOTA);
        WaitReason limit = whatStopsItNow(bid);
        if (limit != null) return new Finding(limit);
        if (bid.request().isDelayed(bid.now())) return delayed(bid);
        Finding refused = whyNothingIsTaken(bid);
        return refused == null ? new Finding(whatStopsItEver(bid)) : refused;
    }

    /** It takes from nobody yet; unless it would not fit in any case, that is what it waits for. */
    private Finding delayed(Bid bid) {
        Waiting request = bid.request();
        Instant delay = request.submittedAt().plus(request.reclaimDelay());
        WaitReason ever = whatStopsItEver(bid);
        return ever == WaitReason.WAITING_FOR_QUOTA ? new Finding(ever, null, delay) : new Finding(ever);
    }

    private WaitReason whatStopsItNow(Bid bid) {
        Book book = bid.book();
        Horizons horizons = book.horizons();
        Instant until = bid.request().endsAt();
        if (horizons.now().available(bid.team()) >= bid.gpus()) return WaitReason.HELD_FOR_OTHERS;
        if (horizons.availableWithoutBorrowingLimits(bid.team(), Moment.NOW, until) >= bid.gpus())
            return WaitReason.EXCEEDS_BORROWING_LIMIT;
        if (book.free() < bid.gpus()) return null;
        Horizons free = withoutLendingLimits.computeIfAbsent(book, it -> it.withoutLendingLimits(liftedShape(it)));
        QuotaNode team = liftedShape(book).team(bid.team().name());
        return free.available(team, Moment.NOW, until) >= bid.gpus() ? WaitReason.EXCEEDS_LENDING_LIMITS : null;
    }

    private QuotaShape liftedShape(Book book) {
        return lifted.computeIfAbsent(book, it -> it.shape().withoutLendingLimits());
    }

    private Finding whyNothingIsTaken(Bid bid) {
        List<Victim> tooYoung = victims(bid.lifting(Lifted.MINIMUM_RUNTIME));
        if (!tooYoung.isEmpty()) return tooYoung(tooYoung, bid.now());
        if (!victims(bid.lifting(Lifted.NOT_RECLAIMABLE)).isEmpty()) return new Finding(WaitReason.NOT_RECLAIMABLE);
        boolean unfair = !victims(bid.lifting(Lifted.FAIR_SHARE)).isEmpty();
        return unfair ? new Finding(WaitReason.EXCEEDS_FAIR_SHARE) : null;
    }

    private List<Victim> victims(Bid bid) {
        return strategies.taking().victims(bid);
    }

    /** Looks again when the first protection ends; the last one, and its notice, decide when the request may start. */
    private static Finding tooYoung(List<Victim> victims, Instant now) {
        Function<Victim, Instant> until = victim -> victim.lease().protectedUntil();
        Instant starts = victims.stream()
                .map(victim ->
                        latest(now, until.apply(victim)).plus(victim.lease().grace()))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant changes = victims.stream()
                .map(until)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(null);
        return new Finding(WaitReason.PROTECTED_BY_MINIMUM_RUNTIME, starts, changes);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private WaitReason whatStopsItEver(Bid bid) {
        QuotaTree empty = bid.book().empty();
        if (empty.available(bid.team()) >= bid.gpus()) return WaitReason.WAITING_FOR_QUOTA;
        if (empty.availableWithoutBorrowingLimits(bid.team()) >= bid.gpus()) return WaitReason.EXCEEDS_BORROWING_LIMIT;
        QuotaShape shape = liftedShape(bid.book());
        boolean lent = new QuotaTree(shape).available(shape.team(bid.team().name())) >= bid.gpus();
        // It is no more than exists: if neither limit is enough to lift, both bind, and the team's own comes first.
        return lent ? WaitReason.EXCEEDS_LENDING_LIMITS : WaitReason.EXCEEDS_BORROWING_LIMIT;
    }
}
