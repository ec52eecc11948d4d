package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What people read: names, numbers and instants (UTC), one sentence for each decision (section 5). */
record Sentences(Instant now) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    String admitted(Waiting request, int gpus, Map<String, Integer> lenders, Duration grace) {
        int borrowed = lenders.values().stream().mapToInt(Integer::intValue).sum();
        String size = gpus < request.gpus() ? gpus + " of " + gpus(request.gpus()) : gpus(gpus);
        if (borrowed == 0) return size + ", all own.";
        String from = borrowed == gpus
                ? ", all borrowed from " + names(lenders)
                : ": " + (gpus - borrowed) + " own, " + borrowed + " borrowed from " + names(lenders);
        return size + from + "; back within " + minutes(grace) + " of asking.";
    }

    String reclaimed(String team, int gpus, Instant deadline, Waiting taker, Victims.Stage stage) {
        String why =
                switch (stage) {
                    case IDLE -> "its GPUs are idle";
                    case SURPLUS -> team + " can shrink without stopping";
                    case FURTHEST_ABOVE -> team + " is furthest above its share";
                };
        String asked = ReclaimRight.isScheduled(taker, now)
                ? " reserved from " + time(taker.startsAt()) + " within its quota and "
                : " asked within its quota and ";
        return team + " gives back " + gpus + " to " + taker.team() + " by " + time(deadline) + ": " + taker.team()
                + asked + why + ".";
    }

    String calledOff(String team, int gpus) {
        return team + " keeps " + gpus(gpus) + ": they are no longer needed.";
    }

    String gaveBack(String team, int gpus, int remaining, String taker) {
        String to = taker == null ? "" : " to " + taker;
        return team + " gave back " + gpus + to + ": its notice ended; " + left(remaining);
    }

    String lostDevices(int gpus, int remaining) {
        return gpus(gpus) + " lost with the devices; " + left(remaining);
    }

    String cutToCapacity(String team, int gpus, int remaining) {
        return team + " gives up " + gpus(gpus) + " at once: more is held than exists since devices were lost; "
                + left(remaining);
    }

    String expired(int gpus) {
        return "The term ended; " + gpus(gpus) + (gpus == 1 ? " is" : " are") + " free.";
    }

    String waitsForReclaim(Waiting request, int free, Instant last, Map<String, Integer> givers) {
        String giving = givers.entrySet().stream()
                .map(e -> e.getKey() + " gives back " + e.getValue())
                .collect(Collectors.joining(" and "));
        return "Waiting: " + free(request, free) + "; " + giving + " by " + time(last) + ".";
    }

    String notStarted(Waiting request, int reserved) {
        String kept = reserved > 0 ? "; " + gpus(reserved) + (reserved == 1 ? " is" : " are") + " reserved." : ".";
        return "Starts " + time(request.startsAt()) + kept;
    }

    String waits(Waiting request, WaitReason reason, int free, int capacity, Instant start) {
        return "Waiting: " + because(request, reason, free, capacity) + "; "
                + (start == null ? "no start is known." : "earliest known start " + time(start) + ".");
    }

    private String because(Waiting request, WaitReason reason, int free, int capacity) {
        String team = request.team();
        return switch (reason) {
            case NO_MATCHING_FLAVOR ->
                "there is no " + request.choice().flavors().getFirst();
            case EXCEEDS_CAPACITY -> gpus(request.minGpus()) + " asked, of " + capacity + " that could ever be had";
            case EXCEEDS_BORROWING_LIMIT ->
                gpus(request.minGpus()) + " would take " + team + ", or a cohort above it, over its borrowing limit";
            case EXCEEDS_LENDING_LIMITS -> free(request, free) + ", but their owners lend no more";
            case HELD_FOR_OTHERS -> free(request, free) + ", but set aside for others";
            case PROTECTED_BY_MINIMUM_RUNTIME ->
                free(request, free) + "; what " + team + " could take back has not reached its minimum runtime";
            case NOT_RECLAIMABLE -> free(request, free) + "; what " + team + " could take back is not reclaimable";
            case WAITING_FOR_QUOTA -> free(request, free) + "; others hold the rest";
            case WAITING_FOR_RECLAIM -> free(request, free) + "; others are giving back";
            case EXCEEDS_FAIR_SHARE -> free(request, free) + "; more than the fair share of " + team;
            case EXCEEDS_NOMINAL_QUOTA ->
                gpus(request.minGpus()) + " that may not be reclaimed do not fit in what " + team + " owns";
            case NOT_STARTED -> "it starts later";
        };
    }

    private static String free(Waiting request, int free) {
        return Math.max(0, free) + " of " + request.gpus() + " free now";
    }

    private static String left(int remaining) {
        return remaining == 0
                ? "it goes back to the queue."
                : gpus(remaining) + (remaining == 1 ? " stays." : " stay.");
    }

    private static String names(Map<String, Integer> lenders) {
        Map<String, Integer> named = new LinkedHashMap<>();
        lenders.forEach((name, gpus) -> named.put(name.equals(Loan.ROOT) ? "the shared pool" : name, gpus));
        if (named.size() == 1) return named.keySet().iterator().next();
        return named.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String gpus(int count) {
        return count == 1 ? "1 GPU" : count + " GPUs";
    }

    private static String minutes(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    /** The hour and minute in UTC, with the date unless it is today. */
    String time(Instant instant) {
        boolean today = LocalDate.ofInstant(instant, ZoneOffset.UTC).equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return (today ? TIME : DATE_AND_TIME).format(instant) + " UTC";
    }
}
