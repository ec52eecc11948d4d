package io.headroom.approval;

import io.headroom.approval.ApprovalPolicyRepository.Stamp;
import io.headroom.platform.Audience;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The approval policy in force, and those before it. Versions are only ever added: going back is saving an old one again. */
@ApplicationScoped
public class ApprovalPolicies {
    private static final int SHOWN = 50;
    private static final int LONGEST_COMMENT = 500;

    private final ApprovalPolicyRepository repository;
    private final Journal journal;
    private final Clock clock;
    private volatile Cached cached = new Cached(Stamp.NONE, new InForce(0, RuleSet.of(DefaultRules.RULES)));

    ApprovalPolicies(ApprovalPolicyRepository repository, Journal journal, Clock clock) {
        this.repository = repository;
        this.journal = journal;
        this.clock = clock;
    }

    /** A policy, checked and ready. Version 0 is the one that comes with the program. */
    public record InForce(int version, RuleSet rules) {}

    private record Cached(Stamp stamp, InForce policy) {}

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
        Cached known = cached;
        if (!known.stamp.equals(latest))
            cached = known = new Cached(latest, new InForce(latest.version(), RuleSet.of(rules(latest.version()))));
        return known.policy;
    }

    /** The rules of one version. @throws Refused 404 if there is no such version */
    public List<Rule> rules(int version) {
        if (version == 0) return DefaultRules.RULES;
        return repository
                .rules(version)
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("version", String.valueOf(version))));
    }

    /** The last versions, newest first. */
    public List<Saved> versions() {
        return repository.versions(SHOWN);
    }

    /** @throws Refused 412 if somebody saved since the editor looked, 422 naming every place that is wrong */
    @Transactional
    public InForce save(List<Rule> rules, Editor editor) {
        RuleSet checked = RuleSet.of(rules);
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
