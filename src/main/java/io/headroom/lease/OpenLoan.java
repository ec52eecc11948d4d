package io.headroom.lease;

import java.time.Instant;

/** A loan that is not returned yet. The empty lender is capacity that no quota covers. */
public record OpenLoan(String lender, String borrower, String flavor, int gpus, Instant since) {
    /** The lender as people read it. */
    public String lenderName() {
        return name(lender);
    }

    /** Any lender as people read it. */
    public static String name(String lender) {
        return lender.isEmpty() ? "the shared pool" : lender;
    }
}
