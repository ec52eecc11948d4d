package io.headroom.allocator;

/**
 * What a team or cohort owns of one flavor, in GPUs, and how far it may borrow and lend.
 *
 * @param nominal what it owns and always gets back
 * @param borrowingLimit most it may take above its nominal; {@link #UNLIMITED} if absent
 * @param lendingLimit most of its nominal it gives away; {@link #UNLIMITED} if absent
 */
public record Quota(int nominal, int borrowingLimit, int lendingLimit) {
    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Owns nothing, may borrow anything. */
    public static final Quota NONE = nominal(0);

    public Quota {
        if (nominal < 0) throw new IllegalArgumentException("nominal cannot be negative: " + nominal);
        if (borrowingLimit < 0)
            throw new IllegalArgumentException("borrowingLimit cannot be negative: " + borrowingLimit);
        if (lendingLimit < 0) throw new IllegalArgumentException("lendingLimit cannot be negative: " + lendingLimit);
    }

    public static Quota nominal(int nominal) {
        return new Quota(nominal, UNLIMITED, UNLIMITED);
    }

    public Quota borrowingAtMost(int limit) {
        return new Quota(nominal, limit, lendingLimit);
    }

    public Quota lendingAtMost(int limit) {
        return new Quota(nominal, borrowingLimit, limit);
    }
}
