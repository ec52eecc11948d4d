package io.headroom.lease;

import io.headroom.allocator.Loan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who lends to whom. */
@ApplicationScoped
class LoanRepository {
    private final Jdbi jdbi;

    LoanRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<OpenLoan> open() {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT lender, borrower, flavor, gpus, since FROM loan WHERE returned_at IS NULL
                        ORDER BY flavor, borrower, lender""").map(ConstructorMapper.of(OpenLoan.class)).list());
    }

    /**
     * Makes the open loans these: what is no longer lent is returned, what stays keeps its beginning.
     *
     * @return whether that changed any
     */
    boolean become(List<Loan> loans, Instant now) {
        Map<Loan, Integer> wanted = new HashMap<>();
        loans.forEach(
                loan -> wanted.merge(pair(loan.lender(), loan.borrower(), loan.flavor()), loan.gpus(), Integer::sum));
        boolean changed = false;
        for (OpenLoan open : open()) {
            Integer gpus = wanted.remove(pair(open.lender(), open.borrower(), open.flavor()));
            if (gpus != null && gpus == open.gpus()) continue;
            changed = true;
            if (gpus == null) giveBack(open, now);
            else resize(open, gpus);
        }
        wanted.forEach((pair, gpus) -> lend(pair, gpus, now));
        return changed || !wanted.isEmpty();
    }

    private static Loan pair(String lender, String borrower, String flavor) {
        return new Loan(lender, borrower, flavor, 0);
    }

    private void lend(Loan pair, int gpus, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO loan (lender, borrower, flavor, gpus, since) VALUES (?, ?, ?, ?, ?)",
                pair.lender(),
                pair.borrower(),
                pair.flavor(),
                gpus,
                now));
    }

    private void giveBack(OpenLoan loan, Instant now) {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE loan SET returned_at = greatest(since, ?)
                WHERE lender = ? AND borrower = ? AND flavor = ? AND returned_at IS NULL""", now, loan.lender(), loan.borrower(), loan.flavor()));
    }

    private void resize(OpenLoan loan, int gpus) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE loan SET gpus = ? WHERE lender = ? AND borrower = ? AND flavor = ? AND returned_at IS NULL",
                gpus,
                loan.lender(),
                loan.borrower(),
                loan.flavor()));
    }
}
