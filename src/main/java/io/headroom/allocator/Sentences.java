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
    /** So many teams are named; the others are counted. */
    private static final int MOST_NAMES = 4;

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

    String grown(int gpus, int total, Map<String, Integer> lenders, Duration grace) {
        int borrowed = lenders.values().stream().mapToInt(Integer::intValue).sum();
        String more = "Grows by " + gpus + " to " + gpus(total);
        if (borrowed == 0) return more + ", all own.";
        return more + ", " + borrowed + " borrowed from " + names(lenders) + "; back within " + minutes(grace)
                + " of asking.";
    }

    /** @param taker null if nobody in particular gets the GPUs */
    String reclaimed(Asks.Ask ask, int gpus, Waiting taker) {
        String team = ask.lease().team().name();
        String by = " by " + time(ask.notice().deadline());
        if (taker == null)
            return team + " gives back " + gpus + by + unclaimed(ask.notice().reason());
        if (ask.notice().isLoan())
            return team + " lends " + gpus + " to " + taker.team() + by + " unless they are used: " + taker.team()
                    + " asked, they are idle, and " + team + " keeps its claim.";
        return team + " gives back " + gpus + " to " + taker.team() + by + ": " + taker.team()
                + asked(ask.notice().reason(), taker) + why(ask.stage(), team) + ".";
    }

    private static String unclaimed(ReclaimReason reason) {
        return reason == ReclaimReason.CAPACITY_LOST
                ? ": devices were drained and no others are free."
                : ": it does not use them.";
    }

    private String asked(ReclaimReason reason, Waiting taker) {
        return switch (reason) {
            case RESERVATION -> " reserved from " + time(taker.startsAt()) + " within its quota and ";
            case FAIR_SHARE_RECLAIM -> " asked within its fair share and ";
            case PRIORITY_IN_TEAM -> " asked with higher priority and ";
            case CAPACITY_LOST -> " asked, devices were lost and ";
            case QUOTA_CHANGED -> " asked, a limit was lowered and ";
            case OWNER_RECLAIM -> " asked within its quota and ";
            case IDLE -> " asked and ";
        };
    }

    private static String why(Victims.Stage stage, String team) {
        return switch (stage) {
            case IDLE -> "its GPUs are idle";
            case SURPLUS, STEP -> team + " can shrink without stopping";
            case FURTHEST_ABOVE -> team + " is furthest above its share";
        };
    }

    String calledOff(String team, int gpus) {
        return team + " keeps " + gpus(gpus) + ": they are no longer needed.";
    }

    String usedAgain(String team, int gpus) {
        return team + " keeps " + gpus(gpus) + ": they are not measured idle any more.";
    }

    String lent(String team, int gpus, int remaining, String taker) {
        return team + " lent " + gpus(gpus) + " to " + taker + ": they were idle until the notice ended. "
                + (remaining == 0 ? "" : gpus(remaining) + (remaining == 1 ? " stays, and " : " stay, and "))
                + "the claim is kept until they are called back.";
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

    String waitsForReclaim(int gpus, int free, Instant last, Map<String, Integer> givers) {
        String giving = givers.entrySet().stream()
                .limit(MOST_NAMES)
                .map(e -> e.getKey() + " gives back " + e.getValue())
                .collect(Collectors.joining(" and "));
        int others = givers.values().stream()
                .skip(MOST_NAMES)
                .mapToInt(Integer::intValue)
                .sum();
        if (others > 0) giving += " and " + (givers.size() - MOST_NAMES) + " others " + others;
        return "Waiting: " + free(gpus, free) + "; " + giving + " by " + time(last) + ".";
    }

    String notStarted(Waiting request, int reserved) {
        String kept = reserved > 0 ? "; " + gpus(reserved) + (reserved == 1 ? " is" : " are") + " reserved." : ".";
        return "Starts " + time(request.startsAt()) + kept;
    }

    String waits(String because, Instant start) {
        return "Waiting: " + because + "; "
                + (start == null ? "no start is known." : "earliest known start " + time(start) + ".");
    }

    /**
     * The numbers behind a wait.
     *
     * @param free how many are physically free
     * @param over who would come over its borrowing limit, and what that is, or null
     * @param fairShare of the team that asks, in GPUs
     * @param within whether the team stays within that with the request
     */
    record Figures(String flavor, int free, int capacity, String over, int fairShare, boolean within) {}

    /** Why a request waits. */
    String because(Waiting request, Diagnosis.Finding finding, Figures figures) {
        String team = request.team();
        String freeNow = free(request.gpus(), figures.free);
        return switch (finding.reason()) {
            case NO_MATCHING_FLAVOR -> "there is no " + figures.flavor;
            case EXCEEDS_CAPACITY ->
                gpus(request.minGpus()) + " asked, of " + figures.capacity + " that could ever be had";
            case EXCEEDS_BORROWING_LIMIT ->
                gpus(request.minGpus()) + " would take "
                        + (figures.over == null ? team + " over its borrowing limit" : figures.over);
            case EXCEEDS_LENDING_LIMITS -> freeNow + ", but their owners lend no more";
            case HELD_FOR_OTHERS -> freeNow + ", but set aside for others";
            case PROTECTED_BY_MINIMUM_RUNTIME ->
                freeNow + "; what " + team + " could take back has not reached its minimum runtime"
                        + (finding.changes() == null ? "" : " before " + time(finding.changes()));
            case NOT_RECLAIMABLE -> freeNow + "; what " + team + " could take back is not reclaimable";
            case WAITING_FOR_QUOTA ->
                freeNow + "; others hold the rest"
                        + (finding.changes() == null
                                ? ""
                                : ", and it takes from nobody before " + time(finding.changes()));
            case WAITING_FOR_RECLAIM -> freeNow + "; others are giving back";
            case EXCEEDS_FAIR_SHARE -> freeNow + fairShare(team, figures);
            case EXCEEDS_NOMINAL_QUOTA ->
                gpus(request.minGpus()) + " that may not be taken back do not fit in what " + team + " owns";
            case NOT_STARTED -> "it starts later";
        };
    }

    private static String fairShare(String team, Figures figures) {
        return figures.within
                ? "; within the fair share of " + team + ", " + figures.fairShare
                        + ", but whoever gave as many would be left with less than his own"
                : "; more than the fair share of " + team + ", " + figures.fairShare + ", and others hold the rest";
    }

    private static String free(int wanted, int free) {
        return free >= wanted
                ? gpus(wanted) + " asked, " + free + " free now"
                : Math.max(0, free) + " of " + wanted + " free now";
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
