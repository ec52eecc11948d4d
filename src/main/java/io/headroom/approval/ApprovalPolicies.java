package io.headroom.approval;

import io.headroom.allocator.Cohort;
import io.headroom.approval.ApprovalPolicyRepository.Stamp;
import io.headroom.platform.Audience;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.platform.Version;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The approval policy in force, and those before it. Versions are only ever added: going back is saving an old one again. */
@ApplicationScoped
public class ApprovalPolicies {
    private static final Logger LOG = Logger.getLogger(ApprovalPolicies.class);
    private static final int LONGEST_COMMENT = 500;

    private final ApprovalPolicyRepository repository;
    private final Teams teams;
    private final Journal journal;
    private final Clock clock;
    private volatile Cached cached;

    ApprovalPolicies(ApprovalPolicyRepository repository, Teams teams, Journal journal, Clock clock) {
        this.repository = repository;
        this.teams = teams;
        this.journal = journal;
        this.clock = clock;
    }

    /** A policy, checked and ready. Version 0 is the one that comes with the program. */
    public record InForce(int version, RuleSet rules) {}

    private record Cached(Stamp stamp, Set<String> cohorts, InForce policy) {}

    /**
     * A version that was saved.
     *
     * @param rules how many rules it has
     */
    public record Saved(int version, Instant at, String actor, String comment, int rules) {}

    /** Who saves, what for, and the version they saw; null if they do not care. */
    public record Editor(String name, String comment, String ifMatch) {}

    /** The policy that decides now, on every replica: the stored version is looked at each time. */
    public InForce current() {
        Stamp latest = repository.latest();
        Set<String> cohorts = cohorts();
        Cached known = cached;
        if (known == null || !known.stamp.equals(latest) || !known.cohorts.equals(cohorts))
            cached = known = read(latest, cohorts);
        return known.policy;
    }

    private Cached read(Stamp latest, Set<String> cohorts) {
        RuleSet rules = RuleSet.stored(rules(latest.version()), cohorts);
        if (rules.problem() != null)
            LOG.errorf(
                    "policy=%d: the approval policy cannot be used; admins decide every request. %s",
                    latest.version(), rules.problem());
        return new Cached(latest, cohorts, new InForce(latest.version(), rules));
    }

    private Set<String> cohorts() {
        return teams.cohorts().stream().map(Cohort::name).collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with some rules; nothing if they can be saved. */
    public List<FieldError> problems(List<Rule> rules) {
        return RuleSet.problems(rules, cohorts());
    }

    /** Rules as they would decide. @throws Refused 422 naming every place that is wrong */
    public RuleSet check(List<Rule> rules) {
        return RuleSet.of(rules, cohorts());
    }

    /** The rules of one version. @throws Refused 404 if there is no such version */
    public List<Rule> rules(int version) {
        if (version == 0) return DefaultRules.RULES;
        return repository
                .rules(version)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("version", String.valueOf(version))));
    }

    /**
     * Versions, newest first.
     *
     * @param before only those before it; null for all
     */
    public Slice<Saved> versions(Integer before, int limit) {
        return Slice.of(repository.versions(before, limit), limit, it -> String.valueOf(it.version()));
    }

    /** @throws Refused 412 if somebody saved since the editor looked, 422 naming every place that is wrong */
    @Transactional
    public InForce save(List<Rule> rules, Editor editor) {
        RuleSet checked = check(rules);
        String comment = editor.comment() == null ? "" : editor.comment().strip();
        if (comment.length() > LONGEST_COMMENT)
            throw new Refused(
                    CommonRefusal.Invalid.of("comment", comment, "must be at most " + LONGEST_COMMENT + " characters"));
        repository.lock();
        int before = repository.latest().version();
        Version.check("policy", editor.ifMatch(), before);
        List<Rule> old = rules(before);
        if (old.equals(rules)) return new InForce(before, checked);
        Saved saved = new Saved(before + 1, clock.instant(), editor.name(), comment, rules.size());
        repository.insert(saved, rules);
        journal.tell(new Happened(
                saved.at(),
                editor.name(),
                "approval-policy.edited",
                new Happened.Subject("approval-policy", String.valueOf(saved.version()), null),
                Set.of(new Audience.Admins()),
                Map.of("version", before, "rules", old),
                Map.of("version", saved.version(), "rules", rules),
                editor.name() + " saved version " + saved.version() + " of the approval policy."));
        return new InForce(saved.version(), checked);
    }
}
