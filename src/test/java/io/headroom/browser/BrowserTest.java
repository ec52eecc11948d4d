package io.headroom.browser;

import io.headroom.local.demo.TestWorld;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** People with browsers in front of the demo world. */
abstract class BrowserTest {
    private static Browsers browsers;

    @Inject
    TestWorld world;

    @BeforeAll
    static void openBrowser() {
        browsers = Browsers.open().orElse(null);
    }

    @AfterAll
    static void closeBrowser() {
        if (browsers != null) browsers.close();
        browsers = null;
    }

    /** Each test says that it is skipped: of a class that is skipped whole, Surefire reports nothing at all. */
    @BeforeEach
    void demo() {
        Assumptions.assumeTrue(browsers != null, Browsers.MISSING);
        world.reset();
    }

    @AfterEach
    void everybodyLeaves() {
        if (browsers != null) browsers.everybodyLeaves();
    }

    static Browsers browsers() {
        return browsers;
    }

    static Person signIn(String user) {
        return browsers.signIn(user);
    }
}
