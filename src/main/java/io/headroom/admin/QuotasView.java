package io.headroom.admin;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.platform.When;
import io.headroom.team.Owner;
import io.headroom.team.PolicySettings;
import io.headroom.team.Teams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The quota tree as a table: cohorts with what they own themselves, below each its teams.
 *
 * @param flavors the columns
 * @param rows in the order of the tree
 * @param sums for each flavor, what all own together
 * @param approval who has to approve, in a few words
 * @param policy whose rules decide, in a few words
 */
public record QuotasView(
        List<String> flavors, List<Row> rows, List<Sum> sums, List<String> approval, List<String> policy) {
    private static final int MOST_INDENT = 4;

    /**
     * One owner.
     *
     * @param cohort the cohort it is in, or null
     * @param depth how many cohorts it is below, for the indent
     * @param standing its weight and rank, where they are not the usual ones
     */
    public record Row(Owner owner, String cohort, int depth, List<Cell> cells, String standing) {
        public String href() {
            return "/admin/" + owner.type().word() + "s/" + owner.name();
        }

        /** What stands beside the name: where there is no room for an indent, the tree is told by it. */
        public String note() {
            String in = cohort == null ? "" : "in " + cohort;
            return owner.type() == Owner.Type.TEAM ? in : ("cohort " + in).strip();
        }
    }

    /**
     * A quota.
     *
     * @param owns GPUs, or a dash for none
     * @param limits what it may borrow or lend at most; empty without limits
     */
    public record Cell(String flavor, String owns, String limits) {
        static Cell of(String flavor, Quota quota) {
            if (quota == null) return new Cell(flavor, "–", "");
            List<String> limits = new ArrayList<>();
            if (quota.borrowingLimit() != Quota.UNLIMITED) limits.add("borrows ≤ " + quota.borrowingLimit());
            if (quota.lendingLimit() != Quota.UNLIMITED) limits.add("lends ≤ " + quota.lendingLimit());
            return new Cell(flavor, Integer.toString(quota.nominal()), String.join(", ", limits));
        }
    }

    /** What all own of a flavor against what exists. */
    public record Sum(String flavor, int owned, int exist) {
        public String note() {
            if (owned > exist) return "of " + exist + ": every guarantee shrinks in proportion";
            return "of " + exist + (owned < exist ? ", the rest is lent to whoever asks" : "");
        }

        public boolean over() {
            return owned > exist;
        }
    }

    static QuotasView of(Teams teams, Map<String, Integer> capacity, ApprovalPolicies.InForce approval) {
        List<Row> rows = new ArrayList<>();
        below(null, 0, teams, rows);
        List<Sum> sums = teams.flavors().stream()
                .map(flavor -> new Sum(flavor, owned(teams, flavor), capacity.getOrDefault(flavor, 0)))
                .toList();
        return new QuotasView(teams.flavors(), rows, sums, approval(approval), policy(teams.policy()));
    }

    private static List<String> approval(ApprovalPolicies.InForce approval) {
        String version = approval.version() == 0 ? "as it came" : "version " + approval.version();
        List<String> names = approval.rules().rules().stream().map(Rule::name).toList();
        return List.of(names.size() + " rules, " + version, String.join(" · ", names));
    }

    private static void below(String cohort, int depth, Teams teams, List<Row> rows) {
        int indent = Math.min(depth, MOST_INDENT);
        teams.cohorts().stream()
                .filter(it -> Objects.equals(it.parent(), cohort))
                .sorted(Comparator.comparing(Cohort::name))
                .forEach(it -> {
                    rows.add(new Row(
                            Owner.cohort(it.name()),
                            cohort,
                            indent,
                            cells(it.quotas(), teams),
                            standing(it.standing())));
                    below(it.name(), depth + 1, teams, rows);
                });
        teams.teams().stream()
                .filter(it -> Objects.equals(it.cohort(), cohort))
                .sorted(Comparator.comparing(Team::name))
                .forEach(it -> rows.add(new Row(
                        Owner.team(it.name()), cohort, indent, cells(it.quotas(), teams), standing(it.standing()))));
    }

    private static List<Cell> cells(Map<String, Quota> quotas, Teams teams) {
        return teams.flavors().stream()
                .map(flavor -> Cell.of(flavor, quotas.get(flavor)))
                .toList();
    }

    private static String standing(Standing standing) {
        List<String> unusual = new ArrayList<>();
        if (standing.weight() != 1) unusual.add("weight " + OwnerInput.plain(standing.weight()));
        if (standing.rank() != 0) unusual.add("rank " + standing.rank());
        return String.join(", ", unusual);
    }

    private static int owned(Teams teams, String flavor) {
        return Stream.concat(
                        teams.cohorts().stream().map(Cohort::quotas),
                        teams.teams().stream().map(Team::quotas))
                .mapToInt(quotas -> quotas.getOrDefault(flavor, Quota.NONE).nominal())
                .sum();
    }

    private static List<String> policy(PolicySettings settings) {
        var policy = settings.policy();
        String history = policy.historyWeight() == 0
                ? "past use does not count"
                : "past use of " + settings.historyDays() + " days counts " + OwnerInput.plain(policy.historyWeight())
                        + " times the weight";
        return List.of(
                "preset " + Values.word(policy.preset()),
                history,
                "a request within its fair share waits at most " + When.length(policy.starvationLimit())
                        + " before freed GPUs are set aside for it");
    }
}
