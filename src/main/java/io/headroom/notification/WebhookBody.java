package io.headroom.notification;

import io.headroom.platform.JsonText;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes news as a webhook wants them. */
@ApplicationScoped
class WebhookBody {
    private final JsonText json;
    private final NotificationConfig config;

    WebhookBody(JsonText json, NotificationConfig config) {
        this.json = json;
        this.config = config;
    }

    String of(News news, WebhookFormat format) {
        return json.write(
                switch (format) {
                    case GENERIC -> generic(news);
                    case SLACK -> slack(news);
                });
    }

    private WebhookPayload generic(News news) {
        return new WebhookPayload(
                news.id(),
                news.at(),
                news.action(),
                news.actor(),
                new WebhookPayload.Subject(news.subjectType(), news.subjectId()),
                news.team(),
                news.sentence(),
                link(news),
                json.tree(news.before()),
                json.tree(news.after()));
    }

    /** Slack's three special characters are escaped, or what people write could ping a whole channel. */
    private WebhookPayload.Text slack(News news) {
        String text = news.headline().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new WebhookPayload.Text(text + " <" + link(news) + "|Open>");
    }

    private String link(News news) {
        return config.portal() + news.link();
    }
}
