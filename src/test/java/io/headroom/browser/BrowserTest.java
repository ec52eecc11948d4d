package io.headroom.browser;

import io.headroom.local.demo.TestWorld;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** People with browsers in front of the demo world. */
abstract class BrowserTest {
    private static Browsers browsers;

    @Inject
    TestWorld world;

    @BeforeAll
    static void openBrowser() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browsers != null) browsers.close();
        browsers = null;
    }

    @BeforeEach
    void demo() {
        world.reset();
    }

    @AfterEach
    void everybodyLeaves() {
        browsers.everybodyLeaves();
    }

    static Browsers browsers() {
        return browsers;
    }

    static Person signIn(String user) {
        return browsers.signIn(user);
    }
}
