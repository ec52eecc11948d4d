package io.headroom.notification;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The feature's configuration without a portal around it. */
final class Configs {
    private Configs() {}

    /** As it is where nothing is set. */
    static NotificationConfig defaults() {
        return with(Map.of());
    }

    static NotificationConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withDefaultValues(settings)
                .withMapping(NotificationConfig.class)
                .build()
                .getConfigMapping(NotificationConfig.class);
    }
}
