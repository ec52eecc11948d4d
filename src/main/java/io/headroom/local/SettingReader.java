package io.headroom.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads one setting at a time; a wrong one is refused with its name, its value and the rule it breaks. */
record SettingReader(UnaryOperator<String> lookup) {
    /** One below the last port, because a local Keycloak takes the portal's port plus one. */
    private static final int LAST_PORT = 65534;

    /** Blank counts as absent, so that {@code HEADROOM_DB_URL= ./headroom} means the embedded one. */
    Optional<String> text(String name) {
        return Optional.ofNullable(lookup.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    int port(String name, int otherwise) {
        return text(name).map(value -> parsePort(name, value)).orElse(otherwise);
    }

    Optional<String> jdbcUrl(String name) {
        Optional<String> url = text(name);
        url.filter(value -> !value.matches("jdbc:postgresql://[^/?#\\s]+/[^/?#\\s]+\\S*"))
                .ifPresent(value -> refuse(name, value, "must look like jdbc:postgresql://host:5432/database"));
        return url;
    }

    URI httpUrl(String name, String value) {
        try {
            URI url = new URI(value);
            if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
                throw new URISyntaxException(value, "no http host");
            }
            return url;
        } catch (URISyntaxException e) {
            throw refuse(name, value, "must be a URL that starts with http:// or https:// and names a host");
        }
    }

    private static int parsePort(String name, String value) {
        // Five digits at most: parseInt cannot overflow.
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= LAST_PORT) return port;
        }
        throw refuse(name, value, "must be a port number from 1 to " + LAST_PORT);
    }

    private static CannotStart refuse(String name, String value, String rule) {
        throw new CannotStart("%s=%s %s.".formatted(name, value, rule));
    }
}
