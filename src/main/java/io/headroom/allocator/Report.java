package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Puts what was decided into a plan: grants with their lenders, waits with their reasons, shares. */
final class Report {
    private final Session session;
    private final Instant now;
    private final Admission admission;
    private final Sentences sentences;
    private final Map<Book, LoanBook> loans = new HashMap<>();

    Report(Session session, Instant now, Admission admission) {
        this.session = session;
        this.now = now;
        this.admission = admission;
        this.sentences = new Sentences(now);
        for (Book book : session.books.values()) {
            List<Loan> soFar = session.loans.stream()
                    .filter(loan -> loan.flavor().equals(book.flavor().name()))
                    .toList();
            loans.put(book, LoanBook.of(book.shape(), book.horizons().now(), soFar));
        }
    }

    Plan plan(List<Decision> settled, List<Growth.Growing> growing, Supplier<List<Decision>> waits) {
        List<Decision> decisions = new ArrayList<>(settled);
        admission.granted().forEach(grant -> decisions.add(admitted(grant)));
        growing.forEach(grown -> decisions.add(grown(grown)));
        session.asks.calledOff().forEach(ask -> decisions.add(calledOff(ask)));
        for (Asks.Ask ask : session.asks.toldNow()) decisions.add(reclaim(ask));
        List<TeamShare> shares = shares();
        List<Loan> lent = loans();
        Instant wake = session.nextWake(now);
        // Last: looking ahead uses the session up.
        decisions.addAll(waits.get());
        return new Plan(decisions, shares, lent, wake);
    }

    private Decision admitted(Admission.Grant grant) {
        Waiting request = grant.request();
        Map<String, Integer> lenders =
                loans.get(grant.book()).lenders(request.team(), grant.before(), grant.borrowed());
        var grace = session.teams.get(request.team()).rules().grace(request.kind());
        return new Decision.Admit(
                request.id(),
                request.team(),
                grant.book().flavor().name(),
                grant.gpus(),
                grant.gpus() - grant.borrowed(),
                grant.borrowed(),
                lenders,
                sentences.admitted(request, grant.gpus(), lenders, grace));
    }

    private Decision grown(Growth.Growing grown) {
        Lease lease = grown.lease();
        Map<String, Integer> lenders =
                loans.get(grown.book()).lenders(lease.team().name(), grown.before(), grown.borrowed());
        return new Decision.Grow(
                lease.id(),
                lease.team().name(),
                grown.book().flavor().name(),
                grown.gpus(),
                lease.gpus(),
                grown.borrowed(),
                lenders,
                sentences.grown(grown.gpus(), lease.gpus(), lenders, lease.grace()));
    }

    private Decision calledOff(Asks.Ask ask) {
        String team = ask.lease().team().name();
        int gpus = ask.notice().gpus();
        return new Decision.CallOff(
                ask.lease().id(),
                team,
                ask.book().flavor().name(),
                gpus,
                ask.notice().forRequest(),
                ask.notice().reason(),
                sentences.calledOff(team, gpus));
    }

    private Decision reclaim(Asks.Ask ask) {
        Lease lease = ask.lease();
        Notice notice = ask.notice();
        int remaining = lease.remainingAsTold(now);
        int gpus = session.asks.taken(ask);
        Waiting taker = notice.forRequest() == null ? null : session.room.get(notice.forRequest());
        return new Decision.Reclaim(
                lease.id(),
                lease.team().name(),
                ask.book().flavor().name(),
                gpus,
                remaining,
                notice.forRequest(),
                notice.reason(),
                notice.deadline(),
                sentences.reclaimed(ask, gpus, taker));
    }

    private List<TeamShare> shares() {
        List<TeamShare> shares = new ArrayList<>();
        for (Book book : session.books.values()) {
            Map<String, Integer> lent = new HashMap<>();
            loans.get(book)
                    .byBorrower()
                    .values()
                    .forEach(lenders -> lenders.forEach((name, gpus) -> lent.merge(name, gpus, Integer::sum)));
            for (Team team : new TreeMap<>(session.teams).values())
                shares.add(share(team, book, lent.getOrDefault(team.name(), 0)));
        }
        return shares;
    }

    private TeamShare share(Team team, Book book, int lent) {
        QuotaTree tree = book.horizons().now();
        QuotaNode node = book.team(team.name());
        int borrowed = Math.max(0, tree.excess(node));
        int available = book.horizons().available(node, Moment.NOW, Instant.MIN);
        int settled = book.horizons().available(node, Moment.SETTLED, Instant.MIN);
        return new TeamShare(
                team.name(),
                book.flavor().name(),
                team.quota(book.flavor().name()).nominal(),
                node.guaranteed(),
                tree.used(node) - borrowed,
                borrowed,
                lent,
                Math.min(available, settled),
                book.fairShares().of(node));
    }

    private List<Loan> loans() {
        List<Loan> list = new ArrayList<>();
        for (Book book : session.books.values())
            loans.get(book).byBorrower().forEach((borrower, lenders) -> new TreeMap<>(lenders)
                    .forEach((lender, gpus) ->
                            list.add(new Loan(lender, borrower, book.flavor().name(), gpus))));
        return list;
    }
}
