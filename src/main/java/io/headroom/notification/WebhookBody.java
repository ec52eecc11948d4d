package io.headroom.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes news as a webhook wants them. */
@ApplicationScoped
class WebhookBody {
    private final ObjectMapper json;
    private final NotificationConfig config;

    WebhookBody(ObjectMapper json, NotificationConfig config) {
        this.json = json;
        this.config = config;
    }

    String of(News news, WebhookFormat format) {
        try {
            return json.writeValueAsString(
                    switch (format) {
                        case GENERIC -> generic(news);
                        case SLACK -> slack(news);
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private WebhookPayload generic(News news) throws JsonProcessingException {
        return new WebhookPayload(
                news.id(),
                news.at(),
                news.action(),
                news.actor(),
                new WebhookPayload.Subject(news.subjectType(), news.subjectId()),
                news.team(),
                news.sentence(),
                link(news),
                tree(news.before()),
                tree(news.after()));
    }

    /** Slack's three special characters are escaped, or what people write could ping a whole channel. */
    private WebhookPayload.Text slack(News news) {
        String text = news.headline().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new WebhookPayload.Text(text + " <" + link(news) + "|Open>");
    }

    private String link(News news) {
        return config.portal() + news.link();
    }

    private JsonNode tree(String text) throws JsonProcessingException {
        return text == null ? null : json.readTree(text);
    }
}
