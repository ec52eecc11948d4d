package io.headroom.admin;

import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.approval.Variable;
import io.headroom.platform.FieldError;
import io.headroom.platform.Slice;
import io.headroom.platform.When;
import io.headroom.request.CapacityRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page of the approval policy.
 *
 * @param broken why the rules in force decide nothing, or null if they do
 * @param problem what is wrong with all of it, or where that is said
 * @param tried what the last 30 days would have come to, or null before that was asked
 * @param older where the versions before those listed are, or null
 */
public record ApprovalView(
        boolean saved,
        String broken,
        String version,
        List<RuleView> rules,
        String comment,
        String problem,
        boolean wrong,
        TriedView tried,
        List<VersionView> versions,
        String older,
        List<Variable> variables) {
    /** One rule in the form. */
    public record RuleView(
            int index,
            Field name,
            Field when,
            List<Option> then,
            Field steps,
            Field reason,
            boolean first,
            boolean last) {
        /** Its place, as people count. */
        public int place() {
            return index + 1;
        }

        /** What it says, in a line. */
        public String summary() {
            String decision = then.stream()
                    .filter(Option::chosen)
                    .map(Option::text)
                    .findFirst()
                    .orElse("?");
            String who = steps.value().isEmpty() ? "" : " by " + steps.value();
            return when.value() + " → " + decision + who;
        }

        /** Whether somebody has to look at it: it is wrong, or new. */
        public boolean open() {
            return name.value().isEmpty()
                    || Stream.of(name, when, steps, reason).anyMatch(it -> it.error() != null);
        }

        public String title() {
            return place() + ". " + (name.value().isEmpty() ? "new rule" : name.value());
        }
    }

    /**
     * What a dry run came to.
     *
     * @param failures of how many a rule failed, in a sentence, or null if of none
     */
    public record TriedView(
            String sentence,
            List<OtherwiseView> otherwise,
            String failures,
            List<FailedView> failed,
            List<MatchView> matches) {}

    /** A request of which a rule failed. */
    public record FailedView(String id, String headline, When at, String error) {}

    /** A request that would be decided otherwise. */
    public record OtherwiseView(String id, String headline, When at, String before, String after, String reason) {}

    /** A rule and how many requests it would decide. */
    public record MatchView(String rule, int requests) {}

    /** A version that was saved. */
    public record VersionView(int version, String actor, When at, String comment, boolean inForce) {}

    /** What became of what was typed. */
    enum State {
        SHOWN,
        SAVED,
        NOT_SAVED
    }

    /**
     * The rules in the form.
     *
     * @param errors what is wrong with them
     * @param tried what they would have come to, or null before that was asked
     */
    record Typed(TypedRules rules, List<FieldError> errors, ApprovalDryRun tried, State state) {}

    static ApprovalView of(
            Typed form, ApprovalPolicies.InForce inForce, Slice<ApprovalPolicies.Saved> versions, Instant now) {
        TypedRules typed = form.rules();
        Map<String, String> wrong = new HashMap<>();
        form.errors().forEach(error -> wrong.merge(error.field(), error.sentence(), (one, more) -> one + " " + more));
        List<RuleView> rules = new ArrayList<>();
        for (int i = 0; i < typed.rules().size(); i++)
            rules.add(rule(i, typed.rules().get(i), typed.rules().size(), wrong));
        return new ApprovalView(
                form.state() == State.SAVED,
                inForce.rules().problem(),
                typed.version(),
                rules,
                typed.comment(),
                wrong.getOrDefault("rules", wrong.getOrDefault("comment", "What is wrong is said beside each field.")),
                form.state() == State.NOT_SAVED,
                form.tried() == null ? null : tried(form.tried(), now),
                versions.items().stream()
                        .map(it -> new VersionView(
                                it.version(),
                                it.actor(),
                                When.of(it.at(), now),
                                it.comment(),
                                it.version() == inForce.version()))
                        .toList(),
                versions.next() == null ? null : "/admin/approval?cursor=" + versions.next() + "#versions",
                List.of(Variable.values()));
    }

    private static RuleView rule(int i, Rule rule, int count, Map<String, String> wrong) {
        String place = "rules[" + i + "].";
        return new RuleView(
                i,
                new Field("name", rule.name(), wrong.get(place + "name")),
                new Field("when", rule.when(), wrong.get(place + "when")),
                Arrays.stream(Rule.Then.values())
                        .map(it -> new Option(it.name(), text(it), it == rule.then()))
                        .toList(),
                new Field("steps", String.join(", ", rule.steps()), wrong.get(place + "steps")),
                new Field("reason", rule.reason(), wrong.get(place + "reason")),
                i == 0,
                i == count - 1);
    }

    private static String text(Rule.Then then) {
        return switch (then) {
            case APPROVE -> "approve";
            case REVIEW -> "review";
            case DENY -> "deny";
        };
    }

    private static TriedView tried(ApprovalDryRun it, Instant now) {
        int otherwise = it.otherwise().count();
        int failed = it.failed().count();
        String sentence = it.requests() == 0
                ? "Nothing was asked in the last 30 days."
                : otherwise + " of all " + it.requests() + " requests of the last 30 days would be decided otherwise."
                        + listed(otherwise);
        String failures =
                failed == 0 ? null : "Of " + failed + " a rule failed, so that people would decide." + listed(failed);
        return new TriedView(
                sentence,
                it.otherwise().first().stream()
                        .map(one -> new OtherwiseView(
                                one.request().id().toString(),
                                headline(one.request()),
                                When.of(one.request().submittedAt(), now),
                                one.before(),
                                one.after(),
                                one.reason()))
                        .toList(),
                failures,
                it.failed().first().stream()
                        .map(one -> new FailedView(
                                one.request().id().toString(),
                                headline(one.request()),
                                When.of(one.request().submittedAt(), now),
                                one.error()))
                        .toList(),
                it.matches().entrySet().stream()
                        .map(one -> new MatchView(one.getKey().isEmpty() ? "no rule" : one.getKey(), one.getValue()))
                        .toList());
    }

    private static String listed(int count) {
        return count > ApprovalDryRun.LISTED ? " The latest " + ApprovalDryRun.LISTED + " are listed." : "";
    }

    private static String headline(CapacityRequest request) {
        return request.gpus() + " " + request.flavor() + " for " + request.team();
    }
}
