package io.headroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The demo accounts, groups and clients that a local Keycloak imports. */
public final class RealmTemplate {
    public static final String CLIENT_ID = "headroom";
    /** No secret at all: it is in the source, and guards a Keycloak that listens on loopback only. */
    public static final String CLIENT_SECRET = "headroom-on-one-machine";

    private RealmTemplate() {}

    /** The realm whose redirects lead to the portal at {@code portalPort}. */
    public static String forPortal(int portalPort) {
        try (var template = RealmTemplate.class.getResourceAsStream("/local/headroom-realm.json")) {
            return new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("$PORT", Integer.toString(portalPort))
                    .replace("$SECRET", CLIENT_SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
