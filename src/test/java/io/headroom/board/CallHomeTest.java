package io.headroom.board;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lender sees: vision lends 3 to nlp. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class CallHomeTest {
    @Inject
    SmallWorld world;

    @BeforeEach
    void reset() {
        world.reset();
        api("nlp-lead").holding(Ask.gpus(7, FLAVOR, "nlp").raw("minGpus", "1"), "research-manager");
    }

    @Test
    void itsLeadCanCallThemHome() {
        String form = "/requests/new?team=vision&amp;flavor=" + FLAVOR + "&amp;gpus=3";
        assertThat(team("vision-lead"))
                .contains("3 of yours are lent.", "back within 10 min of asking", "href=\"" + form + "\"");
        assertThat(Browser.signedInAs("vision-lead")
                        .get(form.replace("&amp;", "&"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void othersCannot() {
        for (String user : new String[] {"vision-member", "nlp-lead", "research-manager"})
            assertThat(team(user)).contains("lent to nlp").doesNotContain("Call home", "of yours");
    }

    private static String team(String user) {
        return Browser.signedInAs(user).get("/teams/vision").body();
    }
}
