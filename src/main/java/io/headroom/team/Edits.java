package io.headroom.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.headroom.platform.Audience;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.JsonText;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes the rules: quotas, standing, preemption, policy. Each edit is one transaction that locks, compares the version,
 * writes and keeps who did what; the database tells every replica when it commits.
 */
@ApplicationScoped
public class Edits {
    private static final int SHOWN = 10;
    private static final String POLICY = "POLICY";

    private final TeamRepository tree;
    private final EditRepository edits;
    private final PolicyRepository policy;
    private final Journal journal;
    private final JsonText json;
    private final Clock clock;

    Edits(
            TeamRepository tree,
            EditRepository edits,
            PolicyRepository policy,
            Journal journal,
            JsonText json,
            Clock clock) {
        this.tree = tree;
        this.edits = edits;
        this.policy = policy;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Who edits.
     *
     * @param ifMatch the version they saw, or null if they do not care
     */
    public record Editor(String name, String ifMatch) {}

    /** As it is stored now. @throws Refused 404 if there is none of this name */
    public Versioned<Settings> settings(Owner owner) {
        Node node = (owner.type() == Owner.Type.TEAM ? tree.teams() : tree.cohorts())
                .stream()
                        .filter(it -> it.owner().equals(owner))
                        .findFirst()
                        .orElseThrow(() -> new Refused(
                                new CommonRefusal.NotFound(owner.type().word(), owner.name())));
        return new Versioned<>(node.settings(), node.version());
    }

    /** As it is stored now. */
    public Versioned<PolicySettings> policy() {
        return policy.read();
    }

    /** @throws Refused 404 if there is none of this name, 412 if somebody changed it since the editor read it */
    @Transactional
    public Versioned<Settings> edit(Owner owner, UnaryOperator<Settings> change, Editor editor) {
        edits.lock(owner);
        Versioned<Settings> now = settings(owner);
        Version.check(owner.type().word(), editor.ifMatch(), now.version());
        Settings after = change.apply(now.value());
        if (after.equals(now.value())) return now;
        edits.write(owner, now.value(), after);
        record(
                editor,
                owner.type().name(),
                owner.name(),
                SettingsJson.of(owner.type(), now.value()),
                SettingsJson.of(owner.type(), after));
        return settings(owner);
    }

    /** @throws Refused 412 if somebody changed it since the editor read it */
    @Transactional
    public Versioned<PolicySettings> edit(PolicySettings after, Editor editor) {
        Versioned<PolicySettings> now = policy.lock();
        Version.check("policy", editor.ifMatch(), now.version());
        if (after.equals(now.value())) return now;
        policy.write(after);
        record(editor, POLICY, "", SettingsJson.of(now.value()), SettingsJson.of(after));
        return policy.read();
    }

    /** The last edits of a team or cohort, newest first. */
    public List<Change> history(Owner owner) {
        return changes(owner.type().name(), owner.name());
    }

    /** The last edits of the policy, newest first. */
    public List<Change> policyHistory() {
        return changes(POLICY, "");
    }

    private List<Change> changes(String what, String name) {
        return edits.edits(what, name, SHOWN).stream()
                .map(edit -> new Change(
                        edit.at(), edit.actor(), Change.differences(read(edit.before()), read(edit.after()))))
                .toList();
    }

    private void record(
            Editor editor, String what, String name, Map<String, Object> before, Map<String, Object> after) {
        Instant now = clock.instant();
        edits.record(new EditRepository.Edit(now, editor.name(), what, name, json.write(before), json.write(after)));
        String object = what.toLowerCase(Locale.ROOT);
        journal.tell(new Happened(
                now,
                editor.name(),
                object + ".edited",
                new Happened.Subject(object, name, what.equals(Owner.Type.TEAM.name()) ? name : null),
                Set.of(concerned(what, name)),
                before,
                after,
                editor.name() + " edited the " + object + (name.isEmpty() ? "" : " " + name) + "."));
    }

    private static Audience concerned(String what, String name) {
        if (what.equals(Owner.Type.TEAM.name())) return new Audience.Leads(name);
        return what.equals(Owner.Type.COHORT.name()) ? new Audience.Managers(name) : new Audience.Admins();
    }

    private JsonNode read(String value) {
        return value == null ? JsonNodeFactory.instance.objectNode() : json.tree(value);
    }
}
