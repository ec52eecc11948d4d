package io.headroom.request;

import io.headroom.allocator.Decision;
import io.headroom.allocator.WaitReason;
import io.headroom.planning.Outcome;
import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What would become of an ask, in one sentence.
 *
 * @param nominal what the team owns of the flavor it would get
 */
record Forecast(Ask ask, Outcome outcome, int nominal, Instant now) {
    private static final List<String> PLACES =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

    String say() {
        return switch (outcome.decision()) {
            case Decision.Admit admit -> starts(admit);
            case Decision.Wait wait -> waits(wait);
            default -> throw new IllegalStateException("no answer to a request: " + outcome.decision());
        };
    }

    private String starts(Decision.Admit admit) {
        if (admit.gpus() < ask.gpus())
            return "You would start at once with " + admit.gpus() + " of " + ask.gpus() + place() + ", and grow.";
        String all = "You would hold all " + admit.gpus() + " at once" + place();
        boolean grows = ask.range().max() > ask.gpus();
        String growth =
                grows ? " While they are busy it grows up to " + ask.range().max() + "." : "";
        return all + (outcome.borrowed() == 0 ? ", all own." : ".") + growth;
    }

    private String waits(Decision.Wait wait) {
        if (wait.reason() == WaitReason.EXCEEDS_NOMINAL_QUOTA)
            return "It would wait: "
                    + (ask.range().min() > nominal ? "more than the " : "no room for it in the ") + nominal
                    + " your team owns, and you asked for GPUs that cannot be taken back.";
        if (ask.startsAt() != null) return "It would start " + in(ask.startsAt()) + " if its GPUs are there by then.";
        if (wait.estimatedStart() == null) return "It would wait; nothing known makes it fit.";
        return "You would hold " + outcome.gpus() + " " + in(wait.estimatedStart()) + " at the earliest" + place()
                + ".";
    }

    /** Which choice it is, unless it is the first. */
    private String place() {
        int place = ask.choice().flavors().indexOf(outcome.flavor());
        return place <= 0 ? "" : " on " + outcome.flavor() + ", your " + PLACES.get(place) + " choice";
    }

    private String in(Instant start) {
        return "in " + When.length(Duration.between(now, start));
    }
}
