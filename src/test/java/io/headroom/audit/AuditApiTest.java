package io.headroom.audit;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Happened;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Eventually;
import io.headroom.testing.ForgedToken;
import io.headroom.testing.Http;
import io.headroom.testing.KeycloakAdmin;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The record as admins read it. Seven entries of one thing, a minute apart, the last by somebody with an odd name. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class AuditApiTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String CURIOUS = "curious-lead";
    private static final AuditFilter DENIED = Entries.by(CURIOUS, "path", "access.denied");
    private static final String ODD = "=cmd|' /C calc'!A0";

    @Inject
    SmallWorld world;

    @Inject
    AuditRepository entries;

    private final String id = UUID.randomUUID().toString();
    private final String ofThing = "audit?subject=thing&subjectId=" + id;

    @BeforeEach
    void sevenEntries() {
        world.reset();
        QuarkusTransaction.requiringNew()
                .run(() -> IntStream.range(0, 7).forEach(i -> entries.add(touched(i), "10.0.0.7")));
    }

    @Test
    void isListedNewestFirstInPages() {
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonPath answer = api("admin").read(ofThing + "&limit=3&cursor=" + cursor);
            seen.addAll(answer.getList("items.after.times"));
            cursor = answer.getString("next");
        }
        assertThat(seen).containsExactly(7, 6, 5, 4, 3, 2, 1);
        assertThat(cursor).isNull();
    }

    @Test
    void anEntrySaysAll() {
        JsonPath entry = api("admin").read(ofThing + "&limit=1");
        assertThat(entry.getString("items[0].actor")).isEqualTo(ODD);
        assertThat(entry.getString("items[0].action")).isEqualTo("thing.touched");
        assertThat(entry.getString("items[0].subjectId")).isEqualTo(id);
        assertThat(entry.getString("items[0].source")).isEqualTo("10.0.0.7");
        assertThat(entry.getInt("items[0].before.times")).isEqualTo(6);
        assertThat(entry.getString("items[0].at")).isEqualTo("2026-01-01T12:06:00Z");
        Eventually.eventually(
                () -> assertThat(api("admin").read(ofThing + "&limit=1").getString("items[0].hash"))
                        .hasSize(64));
    }

    @ParameterizedTest
    @CsvSource({
        "&team=vision, 7",
        "&team=nlp, 0",
        "&actor=tester, 6",
        "&action=thing.touched, 7",
        "&action=thing.broken, 0",
        "&since=2026-01-01T12:05:00Z, 2",
        "&until=2026-01-01T12:05:00Z, 5",
        "&since=2026-01-01T12:01&until=2026-01-01T12:02, 1",
        "&team=%20&actor=, 7"
    })
    void isSearched(String filter, int found) {
        assertThat(Tokens.as("admin")
                        .urlEncodingEnabled(false)
                        .get("/api/v1/" + ofThing + filter)
                        .jsonPath()
                        .getList("items"))
                .hasSize(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since=yesterday                                          | since | yesterday | instant
            since=1999-12-31T23:59:59Z                               | since | 1999      | 2000
            until=%2B1000000-01-01T00:00:00Z                         | until | 1000000   | instant
            since=2026-01-02T00:00:00Z&until=2026-01-02T00:00:00Z    | until | 2026      | later than since
            action=approved                                          | action | approved | request.approved
            subjectId=7                                              | subject | missing | lease
            limit=0                                                  | limit | 0         | from 1 to 200
            cursor=next                                              | cursor | next     | next
            format=xml                                               | format | xml      | CSV
            """)
    void namesTheFieldTheValueAndTheRule(String query, String field, String value, String rule) {
        Response answer = Tokens.as("admin").urlEncodingEnabled(false).get("/api/v1/audit?" + query);
        assertProblem(answer, 422, field, value, rule);
    }

    @Test
    void asCsvNoCellIsAFormula() {
        Response csv = api("admin").get(ofThing + "&format=csv&limit=2");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("audit.csv");
        List<String> lines = csv.asString().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.getFirst()).startsWith("\"seq\",\"at\",\"actor\"");
        assertThat(lines.get(1)).contains(",\"'" + ODD + "\",").doesNotContain(",\"=");
        assertThat(lines.get(2)).contains(",\"tester\",", "\"{\"\"times\"\":6}\"");
    }

    @Test
    void asJsonLinesByTheAcceptHeader() {
        Response lines = Tokens.as("admin").accept("application/jsonl").get("/api/v1/" + ofThing);
        assertThat(lines.contentType()).startsWith("application/jsonl");
        assertThat(lines.asString().lines())
                .hasSize(7)
                .allMatch(line -> JsonPath.from(line).getString("subjectId").equals(id));
    }

    @Test
    void thePageShowsAndExportsTheSame() {
        Browser admin = Browser.signedInAs("admin");
        String query = "subject=thing&subjectId=" + id;
        var page = admin.get("/admin/audit?" + query);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("It was touched.", "<details>", "10.0.0.7", "format=csv&amp;subject=thing");
        assertThat(admin.get("/admin/audit/export?format=jsonl&" + query).body().lines())
                .hasSize(7);
        assertThat(admin.get("/admin/audit?subject=thing&subjectId=nothing").body())
                .contains("Nothing like this is on record");
        var wrong = admin.get("/admin/audit?since=yesterday");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("yesterday", "must be an instant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vision-lead", "vision-member", "research-manager", "ci-vision"})
    void isForAdmins(String user) {
        assertProblem(api(user).get("audit"), 403, "admins");
        assertProblem(api(user).get("audit?format=csv&limit=nonsense"), 403, "admins");
    }

    @Test
    void whoWasDeniedIsOnRecord() {
        Set<UUID> known = Entries.known(entries, DENIED);
        KeycloakAdmin.user(CURIOUS, "/teams/vision/leads");
        assertProblem(api(CURIOUS).get("audit"), 403, "admins");
        assertThat(Browser.signedInAs(CURIOUS).get("/admin/audit").status()).isEqualTo(403);
        Eventually.eventually(() -> assertThat(Entries.fresh(entries, DENIED, known))
                .extracting(AuditEntry::subjectId)
                .contains("/api/v1/audit", "/admin/audit"));
        AuditEntry entry = Entries.fresh(entries, DENIED, known).getFirst();
        assertThat(entry.sentence()).contains(CURIOUS + " was refused GET", "Only admins may read the audit log.");
        assertThat(entry.source()).isEqualTo("127.0.0.1");
    }

    @Test
    void whatDoesNotExistIsNoDeniedAttempt() {
        Set<UUID> known = Entries.known(entries, DENIED);
        KeycloakAdmin.user(CURIOUS, "/teams/vision/leads");
        assertProblem(api(CURIOUS).get("leases/" + UUID.randomUUID()), 404);
        assertProblem(api(CURIOUS).get("audit"), 403);
        Eventually.eventually(() -> assertThat(Entries.fresh(entries, DENIED, known))
                .extracting(AuditEntry::subjectId)
                .contains("/api/v1/audit")
                .noneMatch(path -> path.startsWith("/api/v1/leases")));
    }

    @Test
    void reachingForSomebodyElsesIsOnRecord() {
        Set<UUID> known = Entries.known(entries, DENIED);
        KeycloakAdmin.user(CURIOUS, "/teams/vision/leads");
        String lease = "leases/" + api("nlp-lead").holding(Ask.gpus(1, SmallWorld.FLAVOR, "nlp"), "admin");
        assertProblem(api(CURIOUS).get(lease), 404);
        Eventually.eventually(() -> assertThat(Entries.fresh(entries, DENIED, known))
                .extracting(AuditEntry::subjectId)
                .contains("/api/v1/" + lease));
    }

    @Test
    void aForeignPageIsOnRecord() {
        Set<UUID> known = Entries.known(entries, DENIED);
        KeycloakAdmin.user(CURIOUS, "/teams/vision/leads");
        var refused =
                Browser.signedInAs(CURIOUS).post("/notifications/read", Map.of(), "Origin", "https://evil.example");
        assertThat(refused.status()).isEqualTo(403);
        Eventually.eventually(() -> assertThat(Entries.fresh(entries, DENIED, known))
                .extracting(AuditEntry::sentence)
                .anyMatch(sentence -> sentence.contains("/notifications/read") && sentence.contains("evil.example")));
    }

    @Test
    void aForgedTokenIsOnRecordWithItsAddress() {
        AuditFilter strangers = Entries.by("anonymous", "path", "access.denied");
        Set<UUID> known = Entries.known(entries, strangers);
        String forged = ForgedToken.of("vision-lead").signedWithAnotherKey();
        // Another test may have had this minute's entry; the next minute has one again.
        TestClock.advance(Duration.ofMinutes(2));
        Eventually.eventually(() -> {
            assertThat(Http.call("GET /api/v1/leases", forged, null).status()).isEqualTo(401);
            assertThat(Entries.fresh(entries, strangers, known)).anySatisfy(entry -> {
                assertThat(entry.source()).isEqualTo("127.0.0.1");
                assertThat(entry.sentence()).contains("expired, forged or not meant for this portal");
            });
        });
    }

    @Test
    void whatOneAnswerToSeveralRefusesIsOnRecord() {
        String other = "curious-manager";
        AuditFilter denied = Entries.by(other, "path", "access.denied");
        Set<UUID> known = Entries.known(entries, denied);
        KeycloakAdmin.user(other, "/cohorts/products/managers");
        String request =
                api("nlp-lead").reviewed(Ask.gpus(2, SmallWorld.FLAVOR, "nlp").text("duration", "P8D"));
        var answered = Browser.signedInAs(other).post("/inbox/approvals", Map.of("ask", request + ":0", "words", ""));
        assertThat(answered.status()).isEqualTo(200);
        Eventually.eventually(() -> assertThat(Entries.fresh(entries, denied, known))
                .filteredOn(entry -> entry.subjectId().equals("/inbox/approvals"))
                .extracting(AuditEntry::sentence)
                .anyMatch(sentence -> sentence.contains(request)));
    }

    private Happened touched(int minute) {
        return new Happened(
                NOON.plusSeconds(60L * minute),
                minute == 6 ? ODD : "tester",
                "thing.touched",
                new Happened.Subject("thing", id, "vision"),
                Set.of(),
                Map.of("times", minute),
                Map.of("times", minute + 1),
                "It was touched.");
    }
}
