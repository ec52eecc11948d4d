package io.headroom.browser;

import static io.headroom.testing.Api.api;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every page is accessible (axe), and fits, in both themes and down to 320 px. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class EveryPageTest extends BrowserTest {
    /** Where pictures of the pages go, if anybody wants to look at them. */
    private static final String STICKS_OUT = """
            width => [...document.querySelectorAll('body *')]
                .filter(it => it.getBoundingClientRect().right > width + 1 && !it.closest('.gantt, .scroll'))
                .slice(0, 3).map(it => it.outerHTML.slice(0, 120)).join(' ')""";

    private static final String PICTURES = System.getProperty("headroom.pictures");

    /** How a page is looked at. axe needs a second, so it reads each theme and each layout, but not all four pairs. */
    private record Look(String name, int width, ColorScheme theme, boolean axe) {}

    private static final List<Look> LOOKS = List.of(
            new Look("light", 1320, ColorScheme.LIGHT, true),
            new Look("dark", 1320, ColorScheme.DARK, false),
            new Look("narrow", 360, ColorScheme.LIGHT, false),
            new Look("narrowest", 320, ColorScheme.DARK, true));

    /** Exporters are late when they like; here one always is, since the mark takes room in the header. */
    private static final String A_LATE_EXPORTER = """
            document.querySelector('#data-age:not(:has(.stale))')?.insertAdjacentHTML('beforeend', \
            ' <span class="stale">1 of 8 exporters late</span>')""";

    @Test
    void aStrangersPage() {
        Person stranger = browsers().stranger();
        assertThat(faults(stranger, Map.of("landing", "/"))).isEmpty();
    }

    @Test
    void aLeadsPages() {
        Person lead = signIn("nlp-lead").expects(404);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("board", "/board");
        pages.put("board-flavor", "/board?flavor=h100-80gb");
        pages.put("team", "/teams/nlp");
        pages.put("another-team", "/teams/search");
        pages.put("lease", "/leases/" + Api.lease("nlp", "Tokenizer sweep"));
        pages.put("team-year", "/teams/nlp?span=1y");
        pages.put("lease-hour", "/leases/" + Api.lease("nlp", "Tokenizer sweep") + "?span=1h");
        pages.put("use", "/use");
        pages.put("use-week", "/use?span=7d");
        pages.put("use-flavor", "/use?flavor=h100-80gb&span=1h");
        pages.put("fleet", "/fleet");
        pages.put("device", "/devices/" + device("it.team == 'nlp'"));
        pages.put("device-of-others", "/devices/" + device("it.team == 'vision'") + "?span=7d");
        pages.put("fleet-nothing", "/fleet?node=nowhere");
        pages.put("calendar", "/calendar");
        pages.put("calendar-day", "/calendar?view=day&flavor=h100-80gb");
        pages.put("calendar-month", "/calendar?view=month&team=nlp");
        pages.put("form", "/requests/new");
        pages.put("form-own", "/requests/new?flavor=a100-40gb&gpus=2&duration=P1D");
        pages.put("form-borrowing", "/requests/new?flavor=h100-80gb&gpus=3&minGpus=1&duration=P3D");
        pages.put("form-wrong", "/requests/new?flavor=h100-80gb&gpus=-4");
        pages.put("requests", "/requests");
        pages.put("requests-denied", "/requests?state=denied");
        pages.put("request", "/requests/" + Api.request("nlp", "Distil the 7B model before the review on Friday."));
        pages.put("notifications-empty", "/notifications");
        pages.put("webhooks-empty", "/notifications/webhooks");
        pages.put("missing", "/leases/00000000-0000-0000-0000-000000000000");
        assertThat(faults(lead, pages)).isEmpty();
        api("nlp-lead").post("webhooks", "{\"url\": \"http://127.0.0.1:9/nobody\", \"team\": \"nlp\"}");
        String webhook = api("nlp-lead").read("webhooks").getString("[0].id");
        api("nlp-lead").post("webhooks/" + webhook + "/ping", "{}");
        lead.opens("/notifications/webhooks").sees("no answer");
        assertThat(faults(lead, Map.of("webhooks", "/notifications/webhooks"))).isEmpty();
    }

    /** The words of the header change while a page is open; measured at once, since the next ones come soon. */
    @Test
    void theHeaderHasRoomForItsLongestWords() {
        Person admin = signIn("admin").opens("/board");
        for (int width : new int[] {320, 360, 961, 1121, 1320}) {
            admin.page.setViewportSize(width, 900);
            assertThat((Integer) admin.page.evaluate(A_LATE_EXPORTER + """
                            ;
                            document.querySelector('[data-live-state]').textContent = 'reconnecting';
                            document.documentElement.scrollWidth""")).isEqualTo(width);
        }
    }

    @Test
    void aManagersPages() {
        api("vision-lead").reviewed(Ask.gpus(6, "h100-80gb", "vision").text("duration", "P3D"));
        api("speech-lead").reviewed(Ask.gpus(2, "h100-80gb", "speech").text("duration", "P60D"));
        String denied =
                api("speech-lead").reviewed(Ask.gpus(2, "h100-80gb", "speech").text("duration", "P8D"));
        api("research-manager").post("requests/" + denied + "/denials", "{\"reason\": \"After the review.\"}");
        signIn("speech-lead").opens("/board");
        api("research-manager")
                .post("delegations", "{\"delegate\": \"speech-lead\", \"to\": \"" + LocalDate.now(UTC) + "\"}");
        Person manager = signIn("research-manager");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("inbox", "/inbox");
        pages.put("decided", "/inbox/decided");
        pages.put("decided-nothing", "/inbox/decided?text=nothing-like-it");
        pages.put("delegations", "/inbox/delegations");
        pages.put("denied", "/requests/" + denied);
        pages.put("decide", "/requests/" + Api.request("nlp", "Distil the 7B model before the review on Friday."));
        assertThat(faults(manager, pages)).isEmpty();
        Map<String, String> empty = new LinkedHashMap<>();
        empty.put("inbox-empty", "/inbox");
        empty.put("decided-empty", "/inbox/decided");
        empty.put("delegations-empty", "/inbox/delegations");
        assertThat(faults(signIn("products-manager"), empty)).isEmpty();
    }

    @Test
    void anAdminsPages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("quotas", "/admin/quotas");
        pages.put("quota", "/admin/teams/nlp");
        pages.put("quota-lower", "/admin/teams/nlp?nominal.h100-80gb=2&weight=1&rank=0&withinTeam=NEVER");
        pages.put("quota-wrong", "/admin/teams/nlp?nominal.h100-80gb=-2&weight=-1&rank=0");
        pages.put("quota-cohort", "/admin/cohorts/research");
        pages.put("fleet-admin", "/fleet");
        pages.put("lease-admin", "/leases/" + Api.lease("nlp", "Tokenizer sweep"));
        pages.put("drain-node", "/fleet/nodes/" + api("admin").read("devices").getString("[0].node"));
        pages.put("device-admin", "/devices/" + device("it.team == null"));
        pages.put(
                "drain-device", "/fleet/devices/" + api("admin").read("devices").getString("[0].id"));
        pages.put("findings", "/findings");
        pages.put("team-map", "/admin/team-map");
        pages.put("policy", "/admin/policy");
        pages.put("approval", "/admin/approval");
        pages.put("policy-other", "/admin/policy?preset=kai&historyWeight=1&historyDays=7&starvationHours=24");
        pages.put("idle", "/admin/idle");
        pages.put("audit", "/admin/audit");
        pages.put("audit-found", "/admin/audit?team=nlp&since=2026-01-01T00:00");
        pages.put("audit-wrong", "/admin/audit?since=yesterday&action=approved");
        pages.put("audit-nothing", "/admin/audit?actor=nobody");
        assertThat(faults(signIn("admin").expects(422), pages)).isEmpty();
    }

    @Test
    void pagesWhileAReclaimRuns() {
        Person borrower = signIn("nlp-lead");
        Api.holds("vision", "h100-80gb", 4, "Fill vision");
        Api.holds("serving", "h100-80gb", 2, "Fill serving");
        Api.holds("search", "h100-80gb", 2, "Fill search");
        String waiting = Api.asks("speech", "h100-80gb", 4, "Bring them home");
        borrower.opens("/notifications").sees("GPUs have to go back");
        borrower.opens("/teams/nlp").sees("Has to go back");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("reclaim-board", "/board");
        pages.put("reclaim-team", "/teams/nlp");
        pages.put("reclaim-calendar", "/calendar?view=day");
        pages.put("notifications", "/notifications");
        pages.put("reclaim-lease", "/leases/" + Api.lease("nlp", "Tokenizer sweep"));
        assertThat(faults(borrower, pages)).isEmpty();
        assertThat(faults(
                        signIn("speech-lead"),
                        Map.of("reclaim-owner", "/teams/speech", "reclaim-waiting", "/leases/" + waiting)))
                .isEmpty();
    }

    @Test
    void anEmptyPortal() {
        world.empty();
        Person lead = signIn("vision-lead");
        assertThat(faults(
                        lead,
                        Map.of("empty-board", "/board", "empty-requests", "/requests", "empty-calendar", "/calendar")))
                .isEmpty();
        assertThat(faults(signIn("admin"), Map.of("empty-quotas", "/admin/quotas")))
                .isEmpty();
    }

    private static String device(String which) {
        return api("admin").read("devices").getString("find { " + which + " }.id");
    }

    private static List<String> faults(Person person, Map<String, String> pages) {
        List<String> faults = new ArrayList<>();
        pages.forEach((name, path) -> {
            person.opens(path);
            person.page.evaluate(A_LATE_EXPORTER);
            for (Look look : LOOKS) faults.addAll(faults(person.page, name, look));
        });
        return faults;
    }

    /** How wide the page is once a swap that is under way is over. */
    private static int settledWidth(Page page, int width) {
        for (int i = 0; i < 20 && scrollWidth(page) > width; i++) page.waitForTimeout(100);
        return scrollWidth(page);
    }

    private static int scrollWidth(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth");
    }

    private static List<String> faults(Page page, String name, Look look) {
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(look.theme()).setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(look.width(), 900);
        if (PICTURES != null)
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(PICTURES, name + "-" + look.name() + ".png"))
                    .setFullPage(true)
                    // Hiding the caret puts styles on fields, which htmx copies in a swap and the policy then refuses.
                    .setCaret(ScreenshotCaret.INITIAL));
        String where = name + " (" + look.name() + "): ";
        List<String> faults = new ArrayList<>();
        int wide = settledWidth(page, look.width());
        if (wide > look.width())
            faults.add(where + "is " + wide + " px wide, by " + page.evaluate(STICKS_OUT, look.width()));
        if (!look.axe()) return faults;
        // Everything is in one frame, so axe needs no second page to put its answers together.
        new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().forEach(violation -> violation
                .getNodes()
                .forEach(node -> faults.add(
                        where + violation.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary())));
        return faults;
    }
}
