package io.headroom.notification;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A webhook as somebody asks for it.
 *
 * @param team whose news it shall get; none is everything
 * @param format {@code generic} if absent, or {@code slack}
 */
record WebhookInput(String url, String team, String format) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LONGEST_URL = 2000;
    private static final String RULE =
            "must be an http or https address with a host and without a user, at most " + LONGEST_URL + " characters";

    WebhookInput {
        team = team == null || team.isBlank() ? null : team.strip();
    }

    /** @throws Refused 422 if it is no address a webhook can have */
    URI address() {
        try {
            URI uri = URI.create(Objects.requireNonNullElse(url, "").strip());
            boolean fits = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && url.length() <= LONGEST_URL;
            if (fits) return uri;
        } catch (IllegalArgumentException e) {
            // Falls through to the rule.
        }
        throw invalid(RULE);
    }

    /** @throws Refused 422 if there is no such format */
    WebhookFormat shape() {
        WebhookFormat chosen = Paging.choice("format", format, WebhookFormat.class);
        return chosen == null ? WebhookFormat.GENERIC : chosen;
    }

    /** A refusal of the address. */
    Refused invalid(String rule) {
        return new Refused(new CommonRefusal.Invalid(List.of(new FieldError("url", url, rule))));
    }
}
