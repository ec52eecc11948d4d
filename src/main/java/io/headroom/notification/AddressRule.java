package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where webhooks may lead. Whoever may name an address makes the portal call it, and must not reach by it what only the
 * portal reaches: the database's host, a cloud's metadata, the portal itself.
 */
@ApplicationScoped
class AddressRule {
    private final NotificationConfig config;

    AddressRule(NotificationConfig config) {
        this.config = config;
    }

    /**
     * Why an address may not be called now, or empty. A name may lead elsewhere tomorrow, so this is asked before every
     * call; Java keeps what it resolved for longer than the call takes, so that the two see the same.
     */
    Optional<String> refusal(URI uri) {
        if (config.privateTargets()) return Optional.empty();
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost()))
                if (!open(address)) return Optional.of("must lead to a public address; " + uri.getHost() + " does not");
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("must have a host that is known; " + uri.getHost() + " is not");
        }
    }

    static boolean open(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special && !(address instanceof Inet6Address ? closed6(address) : closed4(address));
    }

    /** This network (RFC 1122), carriers' inner networks (RFC 6598), protocol and test networks, and the reserved end. */
    private static boolean closed4(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }

    /** Only global unicast is open (RFC 4291, 2000::/3), and of that not 6to4, which hides an IPv4 address. */
    private static boolean closed6(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes[0] & 0xe0) != 0x20 || bytes[0] == 0x20 && bytes[1] == 0x02;
    }
}
