package io.headroom.kubernetes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where an exporter answers on its host.
 *
 * @param port number or name
 */
record Endpoint(String port, String path, String scheme) {
    private static final int LAST_PORT = 65_535;

    Endpoint {
        if (port.isBlank()) throw new IllegalArgumentException("port must be a number or a name");
        if (!path.startsWith("/")) throw new IllegalArgumentException("path=" + path + " must begin with /");
        if (!Set.of("http", "https").contains(scheme))
            throw new IllegalArgumentException("scheme=" + scheme + " must be http or https");
    }

    /** The same with what is told here instead. */
    Endpoint but(Optional<String> otherPort, Optional<String> otherPath, Optional<String> otherScheme) {
        return new Endpoint(otherPort.orElse(port), otherPath.orElse(path), otherScheme.orElse(scheme));
    }

    /** The port if it is told by number. */
    OptionalInt number() {
        if (!port.matches("[0-9]{1,5}")) return OptionalInt.empty();
        int number = Integer.parseInt(port);
        return number >= 1 && number <= LAST_PORT ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** @param host a name, or an address of either kind */
    URI uri(String host, int number) {
        try {
            return new URI(scheme, null, host, number, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(host + path + " must be a host and a path", e);
        }
    }
}
