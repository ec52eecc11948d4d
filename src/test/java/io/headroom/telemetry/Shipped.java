package io.headroom.telemetry;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The settings that Headroom ships with. */
final class Shipped {
    private Shipped() {}

    static TelemetryConfig telemetry() {
        try {
            var properties =
                    Path.of("src/main/resources/application.properties").toUri().toURL();
            return new SmallRyeConfigBuilder()
                    .withMapping(TelemetryConfig.class)
                    .withSources(new PropertiesConfigSource(properties))
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .build()
                    .getConfigMapping(TelemetryConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FlavorRule flavors() {
        return FlavorRule.of(telemetry().flavors());
    }
}
