package io.headroom.notification;

/** An exception in a few words, as it is kept on record. */
final class Failure {
    private static final int LONGEST = 300;

    private Failure() {}

    /** Of the innermost cause, which knows most. */
    static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String name = cause.getClass().getSimpleName();
        String words = cause.getMessage() == null ? name : name + ": " + cause.getMessage();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
