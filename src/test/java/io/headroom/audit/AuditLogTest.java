package io.headroom.audit;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Eventually;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and the allocator do is on record, with what was before, what is now, and from where. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class AuditLogTest {
    private static final Duration PAST_MINIMUM_RUNTIME = Duration.ofMinutes(11);
    private static final String MANAGER = "research-manager";
    private static final String HERE = "127.0.0.1";

    @Inject
    SmallWorld world;

    @Inject
    AuditRepository entries;

    @Inject
    Journal journal;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void anApproval() {
        String request =
                api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
        api(MANAGER).post("requests/" + request + "/approvals", "{\"gpus\": 1}");
        AuditEntry entry = only(of("request", request, "request.approved"));
        assertThat(entry.actor()).isEqualTo(MANAGER);
        assertThat(entry.team()).isEqualTo("vision");
        assertThat(entry.source()).isEqualTo(HERE);
        assertThat(entry.before()).contains("\"state\":\"IN_REVIEW\"").doesNotContain("granted");
        assertThat(entry.after()).contains("\"state\":\"APPROVED\"", "\"granted\":1");
    }

    @Test
    void aRelease() {
        String lease = api("vision-lead").holding(Ask.gpus(3, FLAVOR, "vision"), "admin");
        api("vision-lead").post("leases/" + lease + "/releases", "{\"gpus\": 1}");
        AuditEntry entry = only(of("lease", lease, "lease.released"));
        assertThat(entry.actor()).isEqualTo("vision-lead");
        assertThat(entry.source()).isEqualTo(HERE);
        assertThat(entry.before())
                .contains("\"phase\":\"ACTIVE\"", "\"held\":3")
                .doesNotContain("\"gpus\"");
        assertThat(entry.after()).contains("\"gpus\":1", "\"held\":2");
    }

    @Test
    void aQuotaEdit() {
        AuditFilter edits = Entries.by("admin", "team", "team.edited");
        Set<UUID> known = Entries.known(entries, edits);
        api("admin").put("teams/vision/quotas/" + FLAVOR, "{\"nominal\": 3}");
        AuditEntry entry = only(Entries.fresh(entries, edits, known));
        assertThat(entry.subjectId()).isEqualTo("vision");
        assertThat(entry.source()).isEqualTo(HERE);
        assertThat(entry.before()).contains("\"nominal\":4");
        assertThat(entry.after()).contains("\"nominal\":3");
    }

    @Test
    void aDenialAndAWithdrawal() {
        String denied =
                api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
        api(MANAGER).post("requests/" + denied + "/denials", "{\"reason\": \"After the review.\"}");
        assertChanged(only(of("request", denied, "request.denied")), "\"state\":\"IN_REVIEW\"", "\"state\":\"DENIED\"");
        String withdrawn =
                api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
        api("vision-lead").post("requests/" + withdrawn + "/withdrawal", "{}");
        assertChanged(
                only(of("request", withdrawn, "request.withdrawn")),
                "\"state\":\"IN_REVIEW\"",
                "\"state\":\"WITHDRAWN\"");
    }

    @Test
    void aReclaimFromItsNoticeOn() {
        String borrowed = api("nlp-lead").holding(Ask.gpus(8, FLAVOR, "nlp"), "admin");
        TestClock.advance(PAST_MINIMUM_RUNTIME);
        api("vision-lead").ask(Ask.gpus(4, FLAVOR, "vision"));
        api("nlp-lead").awaitPhase(borrowed, "RECLAIMING");
        assertChanged(
                only(of("lease", borrowed, "lease.asked-back")), "\"phase\":\"ACTIVE\"", "\"phase\":\"RECLAIMING\"");
    }

    @Test
    void aDelegationAndItsEnd() {
        Browser.signedInAs("vision-lead");
        var made = api(MANAGER)
                .post("delegations", "{\"delegate\": \"vision-lead\", \"to\": \"" + LocalDate.now(UTC) + "\"}");
        String id = made.jsonPath().getString("id");
        AuditEntry created = only(of("delegation", id, "delegation.created"));
        assertThat(created.before()).isNull();
        assertThat(created.after()).contains("\"state\":\"ACTIVE\"");
        api(MANAGER).delete("delegations/" + id);
        assertChanged(only(of("delegation", id, "delegation.ended")), "\"state\":\"ACTIVE\"", "\"state\":\"ENDED\"");
    }

    @Test
    void aWebhookFromItsBeginningToItsEnd() {
        String id = api("vision-lead")
                .post("webhooks", "{\"url\": \"http://127.0.0.1:9/\", \"team\": \"vision\"}")
                .jsonPath()
                .getString("id");
        api("vision-lead").put("webhooks/" + id, "{\"active\": false}");
        api("vision-lead").delete("webhooks/" + id);
        AuditEntry added = only(of("webhook", id, "webhook.added"));
        assertThat(added.before()).isNull();
        assertThat(added.after()).contains("http://127.0.0.1:9/").doesNotContain("secret");
        assertChanged(only(of("webhook", id, "webhook.paused")), "\"active\":true", "\"active\":false");
        AuditEntry removed = only(of("webhook", id, "webhook.removed"));
        assertThat(removed.before()).contains("http://127.0.0.1:9/");
        assertThat(removed.after()).isNull();
    }

    @Test
    void aDrain() {
        AuditFilter drains = Entries.by("admin", "node", "node.drained");
        Set<UUID> known = Entries.known(entries, drains);
        api("admin").post("nodes/test-1/drain", "{\"reason\": \"A new switch\"}");
        AuditEntry entry = only(Entries.fresh(entries, drains, known));
        assertChanged(entry, "\"drained\":false", "\"drained\":true");
        assertThat(entry.after()).contains("A new switch");
    }

    @Test
    void theAllocatorDecidesFromNowhere() {
        String lease = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision"), "admin");
        AuditEntry entry = only(of("lease", lease, "lease.started"));
        assertChanged(entry, "\"held\":0", "\"held\":2");
        assertThat(entry.actor()).isEqualTo("allocator");
        assertThat(entry.source()).isNull();
    }

    @Test
    void whatWasUndoneWasNot() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    journal.tell(touched(id, Map.of()));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(of("thing", id, "thing.touched")).isEmpty();
    }

    @Test
    void whatCannotBeRecordedDoesNotHappen() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            journal.tell(touched(id, Map.of()));
            journal.tell(touched("\u0000", Map.of()));
        }));
        assertThat(of("thing", id, "thing.touched")).isEmpty();
    }

    @Test
    void aRefusedActionLeavesNothing() {
        String request =
                api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
        api(MANAGER).post("requests/" + request + "/approvals", "{\"gpus\": 9}");
        assertThat(of("request", request, "request.approved")).isEmpty();
    }

    @Test
    void whoSignsIn() {
        AuditFilter signIns = Entries.by("nlp-lead", "account", "account.signed-in");
        Set<UUID> known = Entries.known(entries, signIns);
        Browser browser = Browser.signedInAs("nlp-lead");
        browser.get("/board");
        browser.get("/teams/nlp");
        Eventually.eventually(() -> {
            AuditEntry entry = only(Entries.fresh(entries, signIns, known));
            assertThat(entry.source()).isEqualTo(HERE);
        });
    }

    private List<AuditEntry> of(String type, String id, String action) {
        return entries.search(new AuditFilter(null, null, type, id, action, null, null, null, 10));
    }

    private static void assertChanged(AuditEntry entry, String before, String after) {
        assertThat(entry.before()).contains(before).doesNotContain(after);
        assertThat(entry.after()).contains(after).doesNotContain(before);
    }

    private static AuditEntry only(List<AuditEntry> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Happened touched(String id, Map<String, Object> after) {
        return new Happened(
                Instant.parse("2026-01-01T00:00:00Z"),
                "tester",
                "thing.touched",
                new Happened.Subject("thing", id, null),
                Set.of(),
                null,
                after,
                "It was touched.");
    }
}
