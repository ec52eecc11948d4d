package io.headroom.local.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which parts run on this machine because no setting replaced them. */
@ConfigMapping(prefix = "headroom.local")
public interface LocalConfig {
    /** The embedded PostgreSQL. */
    @WithDefault("false")
    boolean database();

    /** The local Keycloak with its demo accounts. */
    @WithDefault("false")
    boolean identity();

    /** The simulated fleet; and if the database knows no team, a world to go with it. */
    @WithDefault("false")
    boolean fleet();
}
