package io.headroom.world;

import io.headroom.allocator.Loan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who lends to whom in a world. The empty lender is the capacity that no quota covers. */
final class Loans {
    private static final Set<String> FIELDS = Fields.named("lender", "borrower", "flavor", "gpus");

    private final Registers names;
    private final List<Loan> loans = new ArrayList<>();
    private final Set<List<String>> pairs = new HashSet<>();

    Loans(Registers names) {
        this.names = names;
    }

    void read(Value entry) {
        Fields loan = entry.fields(FIELDS);
        Value lender = loan.required("lender");
        String from =
                lender.text().equals(Loan.ROOT) ? Loan.ROOT : names.nodes().refer(lender);
        String to = names.teams().refer(loan.required("borrower"));
        String flavor = names.flavors().refer(loan.required("flavor"));
        if (from.equals(to)) throw lender.wrong("is its own borrower");
        if (!pairs.add(List.of(from, to, flavor))) throw lender.wrong("lends this flavor to this borrower twice");
        loans.add(new Loan(from, to, flavor, loan.required("gpus").gpus(1)));
    }

    List<Loan> all() {
        return loans;
    }
}
