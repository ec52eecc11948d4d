package io.headroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An admin finds out who gave something back, and takes that along. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class AuditJourneyTest extends BrowserTest {
    @Test
    void whatSomebodyDidIsFoundReadAndExported() throws IOException {
        String lease = Api.lease("vision", "Detector, second training run");
        Person lead = signIn("vision-lead").opens("/leases/" + lease);
        lead.chooses("How many", "1").clicks("Release").sees("vision-lead gave back 1 GPU");

        Person admin = signIn("admin").opens("/board").opensMenu("Admin").follows("Audit");
        admin.fills("Person", "vision-lead")
                .fills("Action", "lease.released")
                .fills("Kind of thing", "lease")
                .fills("Its id", lease)
                .clicks("Search");
        Locator rows = admin.main().locator("[data-row]");
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(rows)
                .hasCount(1);
        admin.sees("vision-lead gave back 1 GPU; 3 remain.").sees("127.0.0.1");
        rows.first().getByText("Before and after").click();
        admin.sees("\"held\" : 4").sees("\"held\" : 3");

        assertThat(lines(admin, "CSV")).hasSize(2).last().asString().contains("\"vision-lead\",\"lease.released\"");
        assertThat(lines(admin, "JSON lines")).singleElement().asString().contains(lease);

        admin.follows("Show all").isAt("/admin/audit");
    }

    @Test
    void nonsenseIsSaidBesideTheField() {
        Person admin = signIn("admin").expects(422).opens("/admin/audit");
        admin.fills("Action", "released").clicks("Search").sees("must be object.past");
        admin.fills("Action", "").fills("Person", "nobody-at-all").clicks("Search");
        admin.sees("Nothing like this is on record");
    }

    @Test
    void isNotForOthers() {
        signIn("vision-lead").expects(403).opens("/admin/audit").sees("Only admins may read the audit log.");
    }

    private static List<String> lines(Person admin, String format) throws IOException {
        Download file = admin.page.waitForDownload(() -> admin.main()
                .getByText(format, new Locator.GetByTextOptions().setExact(true))
                .click());
        return Files.readAllLines(file.path());
    }
}
