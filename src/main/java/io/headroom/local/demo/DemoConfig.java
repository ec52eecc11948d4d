package io.headroom.local.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much of a past the demo world gets. */
@ConfigMapping(prefix = "headroom.demo")
public interface DemoConfig {
    /** Days of history. More makes charts fuller and the first start slower. */
    @WithDefault("7")
    @Min(2)
    @Max(30)
    int days();
}
