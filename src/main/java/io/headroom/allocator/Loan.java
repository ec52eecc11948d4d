package io.headroom.allocator;

/**
 * Who lends to whom.
 *
 * @param lender a team, a cohort, or {@link #ROOT} for capacity that no quota covers
 * @param borrower the team that holds the GPUs above its nominal quota
 */
public record Loan(String lender, String borrower, String flavor, int gpus) {
    /** The lender of capacity that belongs to nobody's quota. */
    public static final String ROOT = "";
}
