package io.headroom.notification;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets what is so old that nobody looks for it. */
@ApplicationScoped
class Housekeeping {
    private final NewsRepository news;
    private final NotificationConfig config;
    private final Clock clock;

    Housekeeping(NewsRepository news, NotificationConfig config, Clock clock) {
        this.news = news;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forget() {
        news.removeBefore(clock.instant().minus(config.kept()));
    }
}
