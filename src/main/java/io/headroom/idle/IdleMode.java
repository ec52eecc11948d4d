package io.headroom.idle;

/** Whether the ladder acts. */
public enum IdleMode {
    ON,
    /** It keeps on record what it would do, for admins; nobody is told, and nothing is lent or released. */
    DRY_RUN,
    OFF;

    private static final String ELASTIC = " Elastic leases still give back what they grew into and do not use.";

    /** What a report says of it. */
    public String text() {
        return switch (this) {
            case ON -> "Holders are warned, then others may borrow idle GPUs, then they go back.";
            case DRY_RUN -> "Dry run: what would be done is only listed here." + ELASTIC;
            case OFF -> "Switched off: nobody is warned, and nothing goes back because it is idle." + ELASTIC;
        };
    }
}
