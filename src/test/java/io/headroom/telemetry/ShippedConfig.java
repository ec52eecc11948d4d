package io.headroom.telemetry;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The settings as they ship, for tests without a portal. */
final class ShippedConfig {
    private ShippedConfig() {}

    static TelemetryConfig with(Map<String, String> others) {
        try {
            var shipped =
                    Path.of("src/main/resources/application.properties").toUri().toURL();
            return new SmallRyeConfigBuilder()
                    .withMapping(TelemetryConfig.class)
                    .withSources(new PropertiesConfigSource(shipped), new PropertiesConfigSource(others, "others", 500))
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .build()
                    .getConfigMapping(TelemetryConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
