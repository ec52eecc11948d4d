package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what was decided about one flavor into a plan: grants with their lenders, waits with their reasons, shares. */
final class Report {
    private final String flavor;
    private final Book book;
    private final Admission admission;
    private final Asks asks;
    private final Map<String, Team> teams;
    private final LoanBook loans;
    private final Sentences sentences;
    private final Wakes wakes;

    Report(String flavor, Map<String, Team> teams, Book book, Admission admission, List<Loan> loansSoFar) {
        this.flavor = flavor;
        this.book = book;
        this.admission = admission;
        this.asks = admission.asks();
        this.teams = teams;
        this.loans = LoanBook.of(book.shape(), book.horizons().now(), loansSoFar);
        this.sentences = new Sentences(book.now());
        this.wakes = new Wakes(book.now(), teams.values());
    }

    Plan plan(List<Decision> settled, Map<String, Integer> excessBefore, List<Waiting> outsideTheirWindow) {
        List<Decision> decisions = new ArrayList<>(settled);
        addGrants(decisions, new HashMap<>(excessBefore));
        asks.calledOff().forEach(ask -> decisions.add(calledOff(ask)));
        for (Waiting taker : admission.waiting())
            for (Asks.Ask ask : asks.told(taker)) if (ask.stage() != null) decisions.add(reclaim(ask, taker));
        addWaits(decisions, outsideTheirWindow);
        return new Plan(decisions, shares(), loans(), nextWake());
    }

    private void addGrants(List<Decision> decisions, Map<String, Integer> excess) {
        admission.granted().forEach((request, gpus) -> {
            int after = excess.merge(request.team(), gpus, Integer::sum);
            int skip = Math.max(0, after - gpus);
            int borrowed = Math.max(0, after) - skip;
            Map<String, Integer> lenders = loans.lenders(request.team(), skip, borrowed);
            var grace = teams.get(request.team()).rules().grace(request.kind());
            String sentence = sentences.admitted(request, gpus, lenders, grace);
            decisions.add(new Decision.Admit(
                    request.id(), request.team(), flavor, gpus, gpus - borrowed, borrowed, lenders, sentence));
        });
    }

    private Decision calledOff(Asks.Ask ask) {
        Lease lease = ask.lease();
        int gpus = ask.notice().gpus();
        String sentence = sentences.calledOff(lease.team(), gpus);
        return new Decision.CallOff(
                lease.id(), lease.team(), flavor, gpus, ask.notice().forRequest(), sentence);
    }

    private Decision reclaim(Asks.Ask ask, Waiting taker) {
        Lease lease = ask.lease();
        Notice notice = ask.notice();
        int remaining = lease.remainingAsTold(book.now());
        int gpus = remaining == 0 ? lease.gpus() - asks.toldBefore(ask) : notice.gpus();
        String sentence = sentences.reclaimed(lease.team(), gpus, notice.deadline(), taker, ask.stage());
        return new Decision.Reclaim(
                lease.id(),
                lease.team(),
                flavor,
                gpus,
                remaining,
                taker.id(),
                notice.reason(),
                notice.deadline(),
                sentence);
    }

    private void addWaits(List<Decision> decisions, List<Waiting> outsideTheirWindow) {
        outsideTheirWindow.forEach(request -> decisions.add(notStarted(request)));
        Diagnosis diagnosis = new Diagnosis(book);
        List<Waiting> blocked = admission.waiting().stream()
                .filter(request -> !isScheduled(request))
                .filter(request -> !admission.isOnItsWay(request))
                .toList();
        Map<Waiting, Instant> starts = blocked.isEmpty() ? Map.of() : new Forecast(book).earliest(blocked);
        for (Waiting request : admission.waiting()) {
            if (isScheduled(request)) decisions.add(notStarted(request));
            else if (admission.isOnItsWay(request)) decisions.add(waitsForReclaim(request));
            else decisions.add(blocked(request, diagnosis.of(request), starts.get(request)));
        }
    }

    private boolean isScheduled(Waiting request) {
        return ReclaimRight.isScheduled(request, book.now());
    }

    private Decision notStarted(Waiting request) {
        wakes.reservation(request.startsAt());
        Instant start = request.startsAt();
        for (Asks.Ask a : asks.told(request))
            if (a.notice().deadline().isAfter(start)) start = a.notice().deadline();
        String sentence = sentences.notStarted(request, book.promised(request));
        return wait(request, WaitReason.NOT_STARTED, start, sentence);
    }

    private Decision waitsForReclaim(Waiting request) {
        Map<String, Integer> giving = new TreeMap<>();
        Instant last = book.now();
        for (Asks.Ask ask : asks.givers(request)) {
            giving.merge(ask.lease().team(), ask.notice().gpus(), Integer::sum);
            if (ask.notice().deadline().isAfter(last)) last = ask.notice().deadline();
        }
        String sentence = sentences.waitsForReclaim(request, book.free(), last, giving);
        return wait(request, WaitReason.WAITING_FOR_RECLAIM, last, sentence);
    }

    private Decision blocked(Waiting request, Diagnosis.Finding finding, Instant start) {
        Instant passes = finding.passes();
        Instant earliest = passes != null && (start == null || passes.isBefore(start)) ? passes : start;
        wakes.at(finding.changes());
        String sentence = sentences.waits(request, finding.reason(), book.free(), book.capacity(), earliest);
        return wait(request, finding.reason(), earliest, sentence);
    }

    private Decision wait(Waiting request, WaitReason reason, Instant start, String sentence) {
        return new Decision.Wait(request.id(), request.team(), flavor, reason, start, null, sentence);
    }

    private List<TeamShare> shares() {
        Map<String, Integer> lent = new HashMap<>();
        loans.byBorrower()
                .values()
                .forEach(lenders -> lenders.forEach((name, gpus) -> lent.merge(name, gpus, Integer::sum)));
        return new TreeMap<>(teams)
                .values().stream()
                        .map(team -> share(team, lent.getOrDefault(team.name(), 0)))
                        .toList();
    }

    private TeamShare share(Team team, int lent) {
        QuotaTree tree = book.horizons().now();
        String name = team.name();
        int borrowed = Math.max(0, tree.excess(name));
        int available = book.horizons()
                .available(name, book.now(), Horizons.settled(book.now()).plusNanos(1));
        return new TeamShare(
                name,
                flavor,
                team.quota(flavor).nominal(),
                tree.guaranteed(name),
                tree.used(name) - borrowed,
                borrowed,
                lent,
                available,
                tree.guaranteed(name));
    }

    private List<Loan> loans() {
        List<Loan> list = new ArrayList<>();
        loans.byBorrower().forEach((borrower, lenders) -> new TreeMap<>(lenders)
                .forEach((lender, gpus) -> list.add(new Loan(lender, borrower, flavor, gpus))));
        return list;
    }

    private Instant nextWake() {
        for (Lease lease : book.leases()) {
            wakes.at(lease.held().endsAt());
            lease.leaving().forEach(l -> wakes.at(l.notice().deadline()));
        }
        for (Waiting request : admission.waiting())
            asks.all(request).forEach(ask -> wakes.at(ask.leaving().toldAt()));
        return wakes.next();
    }
}
