package io.headroom.board;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.local.demo.TestWorld;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers add up in every answer, whatever people do. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class SumsTest {
    private static final int ACTIONS = 12;
    private static final List<String> TEAMS = List.of("vision", "nlp", "search");

    private static final Pattern HELD =
            Pattern.compile("(\\d+) busy \\+ (\\d+) idle-held \\+ (\\d+) unknown = (\\d+) held");
    private static final Pattern LENT = Pattern.compile("(\\d+) borrowed = (\\d+) lent");
    private static final Pattern TOTAL = Pattern.compile("(\\d+) held \\+ (\\d+) free \\+ (\\d+) unhealthy = (\\d+)");

    @Inject
    SmallWorld small;

    @Inject
    TestWorld world;

    @Inject
    PlanRounds rounds;

    @Test
    void inTheDemoWorld() {
        world.reset();
        rounds.pass();
        check("the demo world");
    }

    @Test
    void afterWhateverPeopleDo() {
        small.reset();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ACTIONS; i++) {
            act(random);
            TestClock.advance(Duration.ofMinutes(random.nextInt(8)));
            // Who gave back everything asks again in the next round, and whoever is elastic grows in the one after.
            for (int round = 0; round < 3; round++) rounds.pass();
            check("seed " + seed + ", action " + i);
        }
        checkPages("seed " + seed);
    }

    @Test
    void whileANodeIsDrained() {
        small.reset();
        api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision"), "admin");
        api("nlp-lead").holding(Ask.gpus(3, FLAVOR, "nlp"), "admin");
        api("admin").post("nodes/test-1/drain", "{\"reason\": \"A new switch\"}");
        rounds.pass();
        check("a lease moved, the others were told");
        checkPages("a node is drained");
        TestClock.advance(Duration.ofMinutes(11));
        for (int round = 0; round < 3; round++) rounds.pass();
        check("the notices ended");
        assertThat(api("admin").read("devices").getList("findAll { it.node == 'test-1' }.state"))
                .containsOnly("DRAINED");
        api("admin").post("nodes/test-1/undrain", "{}");
        for (int round = 0; round < 3; round++) rounds.pass();
        check("it is back");
    }

    private static void act(Random random) {
        String team = TEAMS.get(random.nextInt(TEAMS.size()));
        String lead = team + "-lead";
        List<String> open = api(lead).read("leases?limit=200").getList("items.findAll { it.phase != 'ENDED' }.id");
        if (open.isEmpty() || random.nextBoolean()) {
            api(lead).ask(Ask.gpus(1 + random.nextInt(6), FLAVOR, team).raw("minGpus", "1"));
        } else if (random.nextInt(3) == 0) {
            String lease = open.get(random.nextInt(open.size()));
            api(lead).post("leases/" + lease + "/resizes", "{\"gpus\": " + (1 + random.nextInt(6)) + "}");
        } else {
            String lease = open.get(random.nextInt(open.size()));
            api(lead).post("leases/" + lease + "/releases", random.nextBoolean() ? "{}" : "{\"gpus\": 1}");
            if (random.nextBoolean()) api(lead).post("leases/" + lease + "/withdrawal", "{}");
        }
    }

    private static void check(String when) {
        JsonPath use = api("admin").read("utilization");
        List<Map<String, Object>> devices = api("admin").read("devices").getList("");
        long held = devices.stream()
                .map(it -> it.get("team"))
                .filter(Objects::nonNull)
                .count();
        List<String> states =
                devices.stream().map(it -> it.get("state").toString()).toList();
        assertThat(states.stream().filter("HELD"::equals).count()).as(when).isEqualTo(held);
        for (String by : List.of("teams", "flavors")) {
            for (Map<String, Integer> row : use.<Map<String, Integer>>getList(by))
                assertThat(row.get("busy") + row.get("idleHeld") + row.get("unknown"))
                        .as(when)
                        .isEqualTo(row.get("held"));
            assertThat(sum(use.getList(by + ".held"))).as(when).isEqualTo(held);
        }
        List<Map<String, Object>> shares = api("admin").read("teams").getList("shares.flatten()");
        for (Map<String, Object> share : shares) {
            assertThat(of(share, "own") + of(share, "borrowed")).as(when).isEqualTo(of(share, "held"));
            assertThat(of(share, "own") + of(share, "lent") + of(share, "free"))
                    .as(when)
                    .isEqualTo(of(share, "guaranteed"));
        }
        assertThat(shares.stream().mapToInt(it -> of(it, "held")).sum())
                .as(when)
                .isEqualTo((int) held);
        assertThat(shares.stream().mapToInt(it -> of(it, "borrowed")).sum())
                .as(when)
                .isEqualTo((int) sum(api("admin").read("loans").getList("gpus")));
        assertThat(sum(api("admin").read("leases?limit=200").getList("items.held")))
                .as(when)
                .isEqualTo(held);
    }

    /** What the pages say of themselves: the simulated fleet may join between two calls. */
    private static void checkPages(String when) {
        Browser browser = Browser.signedInAs("admin");
        for (String path : List.of("/board", "/board?flavor=" + FLAVOR, "/fleet")) {
            String page = browser.get(path).body();
            List<Integer> held = numbers(HELD, page, when + " on " + path);
            assertThat(held.get(0) + held.get(1) + held.get(2)).as(when).isEqualTo(held.get(3));
            List<Integer> total = numbers(TOTAL, page, when + " on " + path);
            assertThat(total.get(0) + total.get(1) + total.get(2)).as(when).isEqualTo(total.get(3));
            assertThat(total.get(0)).as(when).isEqualTo(held.get(3));
            List<Integer> lent = numbers(LENT, page, when + " on " + path);
            assertThat(lent.get(0)).as(when).isEqualTo(lent.get(1));
        }
    }

    private static List<Integer> numbers(Pattern sum, String page, String where) {
        Matcher found = sum.matcher(page);
        assertThat(found.find()).as(where).isTrue();
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(group -> Integer.valueOf(found.group(group)))
                .toList();
    }

    private static int of(Map<String, Object> share, String field) {
        return (int) share.get(field);
    }

    private static long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).sum();
    }
}
