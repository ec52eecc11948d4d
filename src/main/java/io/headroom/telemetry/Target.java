package io.headroom.telemetry;

import java.net.URI;
import java.util.Objects;

/**
 * An exporter, or a server that speaks for exporters.
 *
 * @param uri where it answers; the same address is the same target
 * @param node where it runs, if its source knows that better than the exporter does, else null
 * @param mapping the only mapping that may read it, or null for any
 * @param access how it is asked
 * @param confined whether it is believed about the devices of its node only, if that is known
 */
public record Target(URI uri, String node, String mapping, Access access, boolean confined) {
    public Target {
        Objects.requireNonNull(access, "access");
        if (uri.getRawUserInfo() != null)
            throw new IllegalArgumentException("the address of " + uri.getHost()
                    + " must not hold a password: addresses are shown; name a file in the access settings");
    }

    /** One of which nothing but the address is known. */
    public static Target at(URI uri) {
        return at(uri, Access.OPEN);
    }

    /** One of a list whose members are all asked alike. */
    static Target at(URI uri, Access access) {
        return new Target(uri, null, null, access, false);
    }
}
