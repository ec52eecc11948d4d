package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Api.api;

import com.microsoft.playwright.Browser;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** An admin takes a node out of use for repair, and back into it. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DrainJourneyTest extends BrowserTest {
    @Test
    void anAdminSeesWhatWouldMoveDrainsAndUndrains() {
        String node = api("admin").read("devices").getString("[0].node");
        Person admin = signIn("admin").opens("/board");
        admin.follows("Fleet").isAt("/fleet").opens("/fleet?node=" + node);
        admin.link("Drain " + node).click();
        admin.isAt("/fleet/nodes/" + node).sees("leave capacity.");
        admin.fills("Why", "A new power supply").clicks("Drain").isAt("/fleet");
        admin.sees("drained by admin: A new power supply");
        admin.opens("/fleet/nodes/" + node).sees("become capacity again.");
        admin.clicks("Undrain").isAt("/fleet").seesNot("drained by admin");
    }

    @Test
    void withoutJavaScriptItIsTheSame() {
        String device = api("admin").read("devices").getString("[0].id");
        Person admin = browsers().signIn("admin", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        admin.opens("/fleet/devices/" + device)
                .fills("Why", "A fan")
                .clicks("Drain")
                .isAt("/fleet");
        admin.sees("drained by admin: A fan");
    }

    @Test
    void everybodyLooksAndOnlyAdminsAct() {
        String node = api("admin").read("devices").getString("[0].node");
        Person lead = signIn("vision-lead").expects(403).opens("/fleet").sees(node);
        assertThat(lead.link("Drain " + node)).hasCount(0);
        lead.opens("/fleet/nodes/" + node).sees("403").sees("admins");
        lead.opens("/findings").sees("403").sees("admins");
    }
}
