package io.headroom.platform;

/** Carries a refusal up to whoever answers the caller. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    /** A 422 that names the one field that is wrong. */
    public static Refused invalid(String field, String value, String rule) {
        return new Refused(CommonRefusal.Invalid.of(field, value, rule));
    }

    public Refusal refusal() {
        return refusal;
    }
}
