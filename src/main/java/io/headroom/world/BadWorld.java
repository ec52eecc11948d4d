package io.headroom.world;

/** A world that is not well formed. Its message is one line: the place, the value and the rule it breaks. */
public final class BadWorld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    BadWorld(Place place, String rule) {
        this(place.toString(), rule);
    }

    BadWorld(String place, String rule) {
        super(place + ": " + rule, null, false, false);
        this.place = place;
    }

    /** Where it is wrong, for example {@code teams[3].quotas[0].nominal}. */
    public String place() {
        return place;
    }
}
