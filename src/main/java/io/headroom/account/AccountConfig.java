package io.headroom.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which groups and roles of the identity provider mean what here. {@code *} stands for the team's or cohort's name. */
@ConfigMapping(prefix = "headroom.account")
public interface AccountConfig {
    /** Those who may ask for GPUs and give them back. */
    @WithDefault("/teams/*/leads")
    String leads();

    /** Those who see their team's details. */
    @WithDefault("/teams/*/members")
    String members();

    /** Those who decide on requests of a cohort's teams. */
    @WithDefault("/cohorts/*/managers")
    String managers();

    /** Platform admins: see and decide everything, edit quotas. */
    @WithDefault("admin")
    String admin();
}
