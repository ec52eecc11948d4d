package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Tells everybody who waits why, and until when as far as that is known (section 5). */
final class WaitReport {
    /** Why a request waits, for the flavor it is most likely to get. */
    private record Cause(Diagnosis.Finding finding, Sentences.Figures figures) {}

    /** Who gives back, how many each, and by when all of them have. */
    private record Giving(Map<String, Integer> byTeam, Instant last) {}

    private final Session session;
    private final Admission admission;
    private final Instant now;
    private final boolean estimating;
    private final Sentences sentences;
    private final Map<Line.Shape, Cause> causes = new HashMap<>();
    private final Map<Waiting, Decision.Wait> known = new HashMap<>();
    private final Map<Book, Giving> everybody = new HashMap<>();
    private final Diagnosis diagnosis;

    WaitReport(Session session, Admission admission, Instant now, boolean estimating) {
        this.session = session;
        this.admission = admission;
        this.now = now;
        this.estimating = estimating;
        this.sentences = new Sentences(now);
        this.diagnosis = new Diagnosis(session.strategies);
    }

    /** The waits, in the order of the teams and their lines. Looking ahead uses the session up. */
    List<Decision> waits(List<Waiting> tooEarly) {
        List<Waiting> waiting = new ArrayList<>(tooEarly);
        Map<Waiting, Cause> blocked = new HashMap<>();
        tooEarly.forEach(request -> known.put(request, notStarted(request)));
        for (String team : session.room.teams()) waiting.addAll(session.room.of(team));
        for (Waiting request : waiting) if (!known.containsKey(request)) find(request, blocked);
        if (blocked.isEmpty() && admission.secured().isEmpty()) return known(waiting);
        Function<Waiting, Instant> start =
                estimating ? new Estimates(session, now, blocked.keySet())::start : _ -> null;
        return waiting.stream()
                .map(request -> blocked.containsKey(request)
                        ? blocked(request, blocked.get(request), start.apply(request))
                        : startingBy(start.apply(request), known.get(request)))
                .toList();
    }

    private List<Decision> known(List<Waiting> waiting) {
        return waiting.stream().<Decision>map(known::get).toList();
    }

    /** Who gives back may be early, or others end before: then it starts before the last deadline (R9). */
    private static Decision startingBy(Instant start, Decision.Wait wait) {
        boolean sooner = wait.reason() == WaitReason.WAITING_FOR_RECLAIM
                && start != null
                && start.isBefore(wait.estimatedStart());
        return sooner ? wait.starting(start) : wait;
    }

    private void find(Waiting request, Map<Waiting, Cause> blocked) {
        Bid coming = admission.onItsWay(request);
        if (Bids.isScheduled(request, now)) known.put(request, notStarted(request));
        else if (coming != null) known.put(request, waitsForReclaim(coming));
        else blocked.put(request, cause(request));
    }

    /** The same for all of one shape and team; every flavor is looked at, and the one that ever fits is told of. */
    private Cause cause(Waiting request) {
        Line.Shape shape = session.room.shape(request);
        Line.Shape key = new Line.Shape(
                shape.choice(),
                shape.gpus(),
                shape.range(),
                shape.profile(),
                shape.endsAt(),
                shape.id() != null ? shape.id() : "team " + request.team());
        return causes.computeIfAbsent(key, _ -> bestCause(request));
    }

    private Cause bestCause(Waiting request) {
        Cause best = null;
        for (Bid bid : admission.bidsOf(request)) {
            Diagnosis.Finding finding = diagnosis.of(bid.sized(request.minGpus()));
            Cause cause = new Cause(finding, figures(bid.sized(request.minGpus())));
            if (best == null || isHopeless(best.finding.reason()) && !isHopeless(finding.reason())) best = cause;
        }
        if (best != null) return best;
        return new Cause(
                new Diagnosis.Finding(WaitReason.NO_MATCHING_FLAVOR),
                new Sentences.Figures(first(request), 0, 0, null, 0, false));
    }

    private static Sentences.Figures figures(Bid bid) {
        Book book = bid.book();
        return new Sentences.Figures(
                book.flavor().name(),
                book.free(),
                book.capacity(),
                over(bid),
                book.fairShares().of(bid.team()),
                Starvation.isWithinFairShare(bid));
    }

    /** The first of the team and its cohorts that the bid would take over its borrowing limit, with that limit. */
    private static String over(Bid bid) {
        for (QuotaNode n = bid.team(); n.parent() != null; n = n.parent()) {
            int limit = n.quota().borrowingLimit();
            boolean exceeds =
                    limit != Quota.UNLIMITED && bid.book().horizons().now().excess(n, bid.team(), bid.gpus()) > limit;
            if (exceeds) return n.name() + " over its borrowing limit of " + limit;
        }
        return null;
    }

    private static boolean isHopeless(WaitReason reason) {
        return reason == WaitReason.NO_MATCHING_FLAVOR || reason == WaitReason.EXCEEDS_CAPACITY;
    }

    private Decision.Wait notStarted(Waiting request) {
        Instant start = request.startsAt();
        for (Asks.Ask a : session.asks.told(request))
            if (a.notice().deadline().isAfter(start)) start = a.notice().deadline();
        Book book = session.books.get(request.choice().flavors().getFirst());
        String sentence = sentences.notStarted(request, book == null ? 0 : book.promised(request));
        return wait(request, first(request), new Diagnosis.Finding(WaitReason.NOT_STARTED), start, sentence);
    }

    private Decision.Wait waitsForReclaim(Bid bid) {
        Giving giving = giving(bid);
        Instant last = giving.last;
        String sentence = sentences.waitsForReclaim(bid.gpus(), bid.book().free(), last, giving.byTeam);
        Diagnosis.Finding finding = new Diagnosis.Finding(WaitReason.WAITING_FOR_RECLAIM);
        Waiting request = bid.request();
        return new Decision.Wait(
                request.id(),
                request.team(),
                bid.book().flavor().name(),
                bid.gpus(),
                finding.reason(),
                last,
                null,
                sentence);
    }

    /** One that what others were asked for is enough for too, waits for all of them. */
    private Giving giving(Bid bid) {
        List<Asks.Ask> own = session.asks.told(bid.request());
        return own.isEmpty()
                ? everybody.computeIfAbsent(bid.book(), book -> giving(session.asks.toldOf(book)))
                : giving(own);
    }

    private Giving giving(List<Asks.Ask> asks) {
        Map<String, Integer> byTeam = new TreeMap<>();
        Instant last = now;
        for (Asks.Ask ask : asks) {
            byTeam.merge(ask.lease().team().name(), ask.notice().gpus(), Integer::sum);
            if (ask.notice().deadline().isAfter(last)) last = ask.notice().deadline();
        }
        return new Giving(byTeam, last);
    }

    private Decision blocked(Waiting request, Cause cause, Instant start) {
        Diagnosis.Finding finding = cause.finding;
        Instant passes = finding.passes();
        Instant earliest = passes != null && (start == null || passes.isBefore(start)) ? passes : start;
        String because = sentences.because(request, finding, cause.figures);
        return wait(request, cause.figures.flavor(), finding, earliest, sentences.waits(because, earliest));
    }

    private static String first(Waiting request) {
        return request.choice().flavors().getFirst();
    }

    private static Decision.Wait wait(
            Waiting request, String flavor, Diagnosis.Finding finding, Instant start, String sentence) {
        return new Decision.Wait(
                request.id(),
                request.team(),
                flavor,
                request.gpus(),
                finding.reason(),
                start,
                finding.changes(),
                sentence);
    }
}
