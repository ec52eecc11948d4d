package io.headroom.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.allocator.Choice;
import io.headroom.allocator.Cohort;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Preset;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Range;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the world format of the shared cases, as far as today's rules need it. */
public final class WorldJson {
    private static final Duration TERM = Duration.ofDays(365);
    private final JsonNode world;

    public WorldJson(JsonNode world) {
        this.world = world;
    }

    public Instant now() {
        return Instant.parse(world.get("now").asText());
    }

    public World world() {
        List<Notice> notices = List.of();
        List<Loan> loans = List.of();
        return new World(
                policy(),
                each(world.get("flavors"), f -> new Flavor(f.get("name").asText(), number(f, "capacity", 0))),
                each(world.get("cohorts"), c -> new Cohort(name(c), text(c, "cohort"), standing(c), quotas(c))),
                each(world.get("teams"), t -> new Team(name(t), text(t, "cohort"), standing(t), quotas(t), rules(t))),
                each(world.get("leases"), this::lease),
                each(world.get("waiting"), this::request),
                notices,
                loans);
    }

    private Held lease(JsonNode l) {
        int gpus = number(l, "gpus", 0);
        return new Held(
                text(l, "id"),
                text(l, "team"),
                text(l, "flavor"),
                gpus,
                new Range(number(l, "minGpus", gpus), number(l, "maxGpus", gpus), number(l, "stepGpus", 1)),
                new Profile(
                        kind(l),
                        number(l, "priority", 0),
                        !l.has("reclaimable") || l.get("reclaimable").asBoolean()),
                Held.Use.UNKNOWN,
                0,
                Instant.parse(text(l, "startedAt")),
                now().plus(TERM));
    }

    private Waiting request(JsonNode r) {
        int gpus = number(r, "gpus", 0);
        return new Waiting(
                text(r, "id"),
                text(r, "team"),
                Choice.of(r.get("flavors").get(0).asText()),
                gpus,
                new Range(number(r, "minGpus", gpus), gpus, number(r, "stepGpus", 1)),
                new Profile(
                        kind(r),
                        number(r, "priority", 0),
                        !r.has("reclaimable") || r.get("reclaimable").asBoolean()),
                r.has("reclaimDelay") ? Duration.parse(text(r, "reclaimDelay")) : Duration.ZERO,
                Instant.parse(text(r, "submittedAt")),
                null,
                now().plus(TERM),
                null);
    }

    private static Map<String, Quota> quotas(JsonNode owner) {
        Map<String, Quota> quotas = new HashMap<>();
        for (JsonNode q : owner.get("quotas"))
            quotas.put(
                    text(q, "flavor"),
                    new Quota(
                            number(q, "nominal", 0),
                            number(q, "borrowingLimit", Quota.UNLIMITED),
                            number(q, "lendingLimit", Quota.UNLIMITED)));
        return quotas;
    }

    private TeamRules rules(JsonNode team) {
        JsonNode rules = team.path("rules");
        Duration most = policy().preset() == Preset.HEADROOM ? TeamRules.DEFAULT.minimumRuntime() : Duration.ZERO;
        Duration runtime = rules.has("minimumRuntime") ? Duration.parse(text(rules, "minimumRuntime")) : most;
        PreemptionRules preemption = new PreemptionRules(
                preemption(rules, "withinTeam"),
                preemption(rules, "reclaimWithinCohort"),
                preemption(rules, "borrowWithinCohort"),
                number(rules, "borrowWithinCohortMaxPriority", Integer.MAX_VALUE));
        if (!rules.has("gracePeriod")) return new TeamRules(preemption, runtime, TeamRules.DEFAULT.gracePeriod());
        Duration grace = Duration.parse(text(rules, "gracePeriod"));
        return new TeamRules(
                preemption, runtime, Arrays.stream(Kind.values()).collect(Collectors.toMap(kind -> kind, _ -> grace)));
    }

    private static Preemption preemption(JsonNode rules, String field) {
        return rules.has(field) ? Preemption.valueOf(text(rules, field)) : Preemption.NEVER;
    }

    private static Kind kind(JsonNode node) {
        return node.has("kind") ? Kind.valueOf(text(node, "kind").toUpperCase(Locale.ROOT)) : Kind.TRAINING;
    }

    private static String name(JsonNode node) {
        return text(node, "name");
    }

    private Policy policy() {
        JsonNode policy = world.path("policy");
        Preset preset = Preset.valueOf(policy.path("preset")
                .asText("headroom")
                .toUpperCase(Locale.ROOT)
                .replace('-', '_'));
        return new Policy(preset, policy.path("historyWeight").asDouble(0), Duration.ofHours(24));
    }

    private static Standing standing(JsonNode node) {
        return new Standing(
                node.path("weight").asDouble(1),
                number(node, "rank", 0),
                node.path("usageShare").asDouble(0),
                node.has("createdAt") ? Instant.parse(text(node, "createdAt")) : Instant.EPOCH);
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static int number(JsonNode node, String field, int otherwise) {
        return node.hasNonNull(field) ? node.get(field).asInt() : otherwise;
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }
}
