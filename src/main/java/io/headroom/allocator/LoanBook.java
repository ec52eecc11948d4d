package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who lends to whom (R2). A loan stays with its lender while both sides allow it; a new one goes to the nearest cohort
 * first, there to the node with most idle lendable quota, then by name. What a cohort owns is lent under its name, and
 * capacity that no quota covers under {@link Loan#ROOT}.
 *
 * <p>The tree grants nothing without a lender, so everybody who borrows finds one. Only after an edit (a lending limit
 * lowered under a running loan, quotas shrunk by lost capacity) may owners keep idle what others physically hold; then
 * the root stands in for the missing lender until the borrower gives back.
 */
final class LoanBook {
    private final QuotaShape shape;
    private final QuotaTree held;
    private final int[] supply;
    private final int[] mayLeave;
    private final Map<String, Integer> needs = new TreeMap<>();
    private final Map<String, Map<String, Integer>> loans = new TreeMap<>();

    private LoanBook(QuotaShape shape, QuotaTree held) {
        this.shape = shape;
        this.held = held;
        this.supply = shape.nodes().stream().mapToInt(this::unused).toArray();
        this.mayLeave =
                shape.nodes().stream().mapToInt(n -> n.quota().lendingLimit()).toArray();
        for (QuotaNode node : shape.nodes())
            if (node.team() && held.excess(node) > 0) needs.put(node.name(), held.excess(node));
    }

    /** The loans that explain what is held, as close to the ones so far as possible. */
    static LoanBook of(QuotaShape shape, QuotaTree held, List<Loan> soFar) {
        LoanBook kept = new LoanBook(shape, held);
        soFar.stream()
                .sorted(Comparator.comparing(Loan::borrower).thenComparing(Loan::lender))
                .forEach(kept::keep);
        kept.lendNearestFirst();
        if (kept.needs.isEmpty()) return kept;
        LoanBook fresh = new LoanBook(shape, held);
        fresh.lendNearestFirst();
        new TreeMap<>(fresh.needs).forEach((borrower, gpus) -> fresh.lend(shape.root(), borrower, gpus));
        return fresh;
    }

    private int unused(QuotaNode node) {
        return node.team() ? Math.max(0, -held.excess(node)) : Math.max(0, node.guaranteed());
    }

    private void keep(Loan loan) {
        QuotaNode lender = shape.lender(loan.lender());
        QuotaNode borrower = shape.team(loan.borrower());
        if (lender == null || borrower == null || lender == borrower) return;
        QuotaNode meeting = lender;
        while (!meeting.covers(borrower)) meeting = meeting.parent();
        lendUpTo(Math.min(loan.gpus(), lendable(lender, meeting)), lender, loan.borrower());
    }

    private void lendNearestFirst() {
        for (QuotaNode cohort : shape.nodes().reversed()) if (!cohort.team() && !needs.isEmpty()) lendInside(cohort);
    }

    private void lendInside(QuotaNode cohort) {
        List<String> borrowers = new ArrayList<>(needs.keySet());
        borrowers.removeIf(name -> !cohort.covers(shape.team(name)));
        if (borrowers.isEmpty()) return;
        List<QuotaNode> lenders = new ArrayList<>(shape.nodes());
        lenders.removeIf(node -> supply[node.index()] == 0 || !cohort.covers(node));
        for (String borrower : borrowers) lendFromMostIdle(borrower, lenders, cohort);
    }

    private void lendFromMostIdle(String borrower, List<QuotaNode> lenders, QuotaNode cohort) {
        Comparator<QuotaNode> mostIdle = Comparator.comparingInt((QuotaNode n) -> lendable(n, cohort))
                .thenComparing(QuotaNode::name, Comparator.reverseOrder());
        while (needs.containsKey(borrower) && !lenders.isEmpty()) {
            QuotaNode lender = Collections.max(lenders, mostIdle);
            if (lendable(lender, cohort) == 0) return;
            lendUpTo(lendable(lender, cohort), lender, borrower);
        }
    }

    /** What a node could lend to someone it meets at that cohort: its idle quota, within every limit on the way up. */
    private int lendable(QuotaNode lender, QuotaNode meeting) {
        int gpus = supply[lender.index()];
        for (QuotaNode n = lender; n != meeting; n = n.parent()) gpus = Math.min(gpus, mayLeave[n.index()]);
        return gpus;
    }

    private void lendUpTo(int gpus, QuotaNode lender, String borrower) {
        int lent = Math.min(gpus, needs.getOrDefault(borrower, 0));
        if (lent == 0) return;
        for (QuotaNode n = lender; n != null && !n.covers(shape.team(borrower)); n = n.parent())
            if (mayLeave[n.index()] != Quota.UNLIMITED) mayLeave[n.index()] -= lent;
        supply[lender.index()] -= lent;
        lend(lender, borrower, lent);
    }

    private void lend(QuotaNode lender, String borrower, int gpus) {
        loans.computeIfAbsent(borrower, _ -> new LinkedHashMap<>()).merge(lender.name(), gpus, Integer::sum);
        needs.computeIfPresent(borrower, (_, need) -> need == gpus ? null : need - gpus);
    }

    Map<String, Map<String, Integer>> byBorrower() {
        return loans;
    }

    /** Of a team's borrowed GPUs, oldest loans first, who lends those after the first {@code skip}. */
    Map<String, Integer> lenders(String borrower, int skip, int count) {
        Map<String, Integer> lenders = new TreeMap<>();
        int seen = 0;
        for (var loan : loans.getOrDefault(borrower, Map.of()).entrySet()) {
            int first = Math.max(seen, skip);
            seen += loan.getValue();
            int lent = Math.min(seen, skip + count) - first;
            if (lent > 0) lenders.put(loan.getKey(), lent);
        }
        return lenders;
    }
}
