package io.headroom.approval;

import io.headroom.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the rules look at: the request, its team, who asks, and when. Kept with the request, for dry runs later. */
public record Facts(Asked request, Asking team, Requester requester, Instant now) {
    /** The same ask for another time. */
    public Facts lasting(Duration term) {
        Asked it = request;
        return new Facts(
                new Asked(
                        it.type,
                        it.flavors,
                        it.gpus,
                        it.minGpus,
                        it.maxGpus,
                        it.kind,
                        it.priority,
                        it.reclaimable,
                        term,
                        it.startsIn,
                        it.borrowed,
                        it.lenders),
                team,
                requester,
                now);
    }

    /** The same ask of other sizes. */
    public Facts asking(int gpus, int borrowed, Duration term) {
        Asked it = request;
        return new Facts(
                new Asked(
                        it.type,
                        it.flavors,
                        gpus,
                        Math.min(it.minGpus, gpus),
                        gpus,
                        it.kind,
                        it.priority,
                        it.reclaimable,
                        term,
                        it.startsIn,
                        borrowed,
                        it.lenders),
                team,
                requester,
                now);
    }

    /**
     * What is asked for.
     *
     * @param type {@code NEW}, {@code EXTEND} or {@code RESIZE}
     * @param flavors those it accepts, in order of preference
     * @param kind {@code training}, {@code inference}, {@code preprocessing} or {@code interactive}
     * @param term how long in all
     * @param startsIn how long until it starts; nothing if at once
     * @param borrowed GPUs above what is left of the nominal quota, of the most that may come of it
     * @param lenders whom it would borrow from now, in GPUs; of an extension, whom its team borrows from; {@code ""}
     *     is the shared pool
     */
    public record Asked(
            String type,
            List<String> flavors,
            int gpus,
            int minGpus,
            int maxGpus,
            String kind,
            int priority,
            boolean reclaimable,
            Duration term,
            Duration startsIn,
            int borrowed,
            Map<String, Integer> lenders) {}

    /**
     * The team that asks.
     *
     * @param cohort whose managers decide; null if it has none
     * @param nominal its quota of the first flavor, in GPUs
     * @param held what it holds of that flavor
     * @param use share of its held GPU time that was busy over 7 days, 0..1; null if not known, 1 if it held nothing
     */
    public record Asking(String name, String cohort, int nominal, int held, Double use) {}

    /**
     * Who asks.
     *
     * @param roles {@code lead:<team>}, {@code member:<team>}, {@code manager:<cohort>}, {@code admin}
     */
    public record Requester(String name, List<String> roles) {
        /** The caller, as the identity provider knows him. */
        public static Requester of(Account account) {
            List<String> roles = new ArrayList<>();
            account.leads().forEach(team -> roles.add("lead:" + team));
            account.memberOf().forEach(team -> roles.add("member:" + team));
            account.manages().forEach(cohort -> roles.add("manager:" + cohort));
            if (account.admin()) roles.add("admin");
            return new Requester(account.username(), roles.stream().sorted().toList());
        }
    }
}
