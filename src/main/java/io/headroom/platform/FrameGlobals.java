package io.headroom.platform;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;
import java.time.Clock;
import org.eclipse.microprofile.config.ConfigProvider;

/** What every page's frame shows of the portal itself. */
class FrameGlobals {
    private FrameGlobals() {}

    /** The server's clock, so that a browser with a wrong one still counts down right. */
    @TemplateGlobal(name = "now")
    static String now() {
        return Arc.container().instance(Clock.class).get().instant().toString();
    }

    @TemplateGlobal(name = "version")
    static String version() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("");
    }
}
