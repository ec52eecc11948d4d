package io.headroom.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/** How people are told. */
@ConfigMapping(prefix = "headroom.notification")
public interface NotificationConfig {
    /** Whether there is a mail server, which {@code quarkus.mailer.*} describes. Without one nothing is kept for it. */
    @WithDefault("false")
    boolean mail();

    /** Where people reach the portal: links in mails and webhooks begin with it. */
    @WithDefault("http://localhost:8080")
    URI portal();

    /** When the daily digest leaves. Later in the morning has more of the night in it. */
    @WithDefault("08:00")
    LocalTime digestAt();

    /** Whose clock that is. */
    @WithDefault("UTC")
    ZoneId zone();

    /**
     * Whether webhooks may lead to private, loopback and link-local addresses. If so, every lead can make the portal call
     * what only the portal can reach; needed where the receivers are inside.
     */
    @WithDefault("false")
    boolean privateTargets();

    /** How many webhooks one team may have. Each is told everything that concerns the team. */
    @WithDefault("10")
    @Positive
    int webhooksPerTeam();

    /** How many there may be in all. Each costs a row per news, and a call. */
    @WithDefault("200")
    @Positive
    int webhooks();

    /** How often in a minute people may test one webhook, or have a delivery repeated: so often it is called at most. */
    @WithDefault("6")
    @Positive
    int trialsPerMinute();

    /** How often what is due is looked for; the longest that a mail at once waits. */
    @WithDefault("PT5S")
    Duration every();

    /** How long one delivery may take before another replica does it again. Longer than any time-out on the way. */
    @WithDefault("PT2M")
    Duration lease();

    /** After this long without a visit a person is told nothing: nobody knows whether they still lead or manage. */
    @WithDefault("P90D")
    Duration forgetAfter();

    /** How long notifications and the record of deliveries are kept. */
    @WithDefault("P90D")
    Duration kept();
}
