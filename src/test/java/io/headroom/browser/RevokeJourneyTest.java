package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** An admin ends a lease that nobody uses; its holder reads who did, and why. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class RevokeJourneyTest extends BrowserTest {
    private static final String SAID = "Revoked by admin: Nobody used it for a week.";

    @Test
    void theHolderSeesWhoRevokedItAndWhy() {
        String page = "/leases/" + Api.lease("vision", "Detector, second training run");
        Person holder = signIn("vision-lead").watches(page);
        assertThat(holder.button("Revoke the lease")).hasCount(0);
        revokes(signIn("admin"), page);
        assertThat(holder.main().locator(".page-head .pill")).hasText("ended");
        holder.sees(SAID).opens("/notifications").sees("Lease revoked");
    }

    @Test
    void withoutJavaScriptItIsTheSame() {
        String page = "/leases/" + Api.lease("vision", "Detector, second training run");
        revokes(browsers().signIn("admin", new Browser.NewContextOptions().setJavaScriptEnabled(false)), page);
    }

    private static void revokes(Person admin, String page) {
        admin.opens(page)
                .fills("Why it has to end", "Nobody used it for a week.")
                .clicks("Revoke the lease");
        admin.isAt(page).sees(SAID);
        assertThat(admin.main().locator(".page-head .pill")).hasText("ended");
        assertThat(admin.button("Revoke the lease")).hasCount(0);
    }
}
