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
import io.headroom.allocator.PreemptionRules;
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
                Policy.DEFAULT,
                each(world.get("flavors"), f -> new Flavor(f.get("name").asText(), number(f, "capacity", 0))),
                each(
                        world.get("cohorts"),
                        c -> new Cohort(name(c), text(c, "cohort"), Standing.weighing(weight(c)), quotas(c))),
                each(
                        world.get("teams"),
                        t -> new Team(name(t), text(t, "cohort"), Standing.weighing(weight(t)), quotas(t), rules(t))),
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
                Range.of(number(l, "minGpus", gpus), gpus),
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
                Range.of(number(r, "minGpus", gpus), gpus),
                new Profile(kind(r), number(r, "priority", 0), true),
                Duration.ZERO,
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

    private static TeamRules rules(JsonNode team) {
        JsonNode rules = team.path("rules");
        Duration runtime = rules.has("minimumRuntime")
                ? Duration.parse(text(rules, "minimumRuntime"))
                : TeamRules.DEFAULT.minimumRuntime();
        if (!rules.has("gracePeriod"))
            return new TeamRules(PreemptionRules.NONE, runtime, TeamRules.DEFAULT.gracePeriod());
        Duration grace = Duration.parse(text(rules, "gracePeriod"));
        return new TeamRules(
                PreemptionRules.NONE,
                runtime,
                Arrays.stream(Kind.values()).collect(Collectors.toMap(kind -> kind, _ -> grace)));
    }

    private static Kind kind(JsonNode node) {
        return node.has("kind") ? Kind.valueOf(text(node, "kind").toUpperCase(Locale.ROOT)) : Kind.TRAINING;
    }

    private static String name(JsonNode node) {
        return text(node, "name");
    }

    private static double weight(JsonNode node) {
        return node.has("weight") ? node.get("weight").asDouble() : 1;
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
