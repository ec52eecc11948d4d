package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Where webhooks may lead. Whoever may name an address makes the portal call it, and must not reach by it what only the
 * portal reaches: the database's host, a cloud's metadata, the portal itself.
 */
@ApplicationScoped
class AddressRule {
    private static final HexFormat HEX = HexFormat.of();

    private final NotificationConfig config;
    private final Names names;

    @Inject
    AddressRule(NotificationConfig config) {
        this(config, new NamesInTime(InetAddress::getAllByName, WebhookClient.PATIENCE));
    }

    AddressRule(NotificationConfig config, Names names) {
        this.config = config;
        this.names = names;
    }

    /** Finds the machines that a host's name stands for. */
    interface Names {
        InetAddress[] machines(String host) throws UnknownHostException, TimeoutException;
    }

    /** What was found at an address. */
    sealed interface Look {}

    /** It may be called, at this machine: its name may lead elsewhere a moment later. */
    record Open(InetAddress machine) implements Look {}

    /** @param rule what it has to be, as in a field's error */
    record Closed(String rule) implements Look {}

    /** Looks an address's host up, once. All machines it stands for have to be open; the first is called. */
    Look look(URI uri) {
        try {
            InetAddress[] machines = names.machines(uri.getHost());
            if (config.privateTargets() || Arrays.stream(machines).allMatch(AddressRule::open))
                return new Open(machines[0]);
            return new Closed("must lead to a public address; " + uri.getHost() + " does not");
        } catch (UnknownHostException e) {
            return new Closed("must have a host that is known; " + uri.getHost() + " is not");
        } catch (TimeoutException e) {
            return new Closed("must have a host that is found in time; " + uri.getHost() + " was not");
        }
    }

    static boolean open(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special && !(address instanceof Inet6Address ? closed6(address.getAddress()) : closed4(address));
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
                || first == 198 && (second == 18 || second == 19 || second == 51 && third == 100)
                || first == 203 && second == 0 && third == 113
                || first >= 240;
    }

    /** Open is global unicast (RFC 4291, 2000::/3), and what carries open IPv4 addresses and none that is closed. */
    private static boolean closed6(byte[] bytes) {
        List<byte[]> carried = carried(bytes);
        if (carried.isEmpty()) return (bytes[0] & 0xe0) != 0x20;
        return !carried.stream().allMatch(AddressRule::open4);
    }

    /** The IPv4 addresses in one of NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380: its server, and inverted its client). */
    private static List<byte[]> carried(byte[] bytes) {
        String text = HEX.formatHex(bytes);
        if (text.startsWith("0064ff9b0000000000000000")) return List.of(Arrays.copyOfRange(bytes, 12, 16));
        if (text.startsWith("2002")) return List.of(Arrays.copyOfRange(bytes, 2, 6));
        if (!text.startsWith("20010000")) return List.of();
        byte[] client = Arrays.copyOfRange(bytes, 12, 16);
        for (int i = 0; i < client.length; i++) client[i] = (byte) ~client[i];
        return List.of(Arrays.copyOfRange(bytes, 4, 8), client);
    }

    private static boolean open4(byte[] bytes) {
        try {
            return open(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(HEX.formatHex(bytes) + " is no IPv4 address", e);
        }
    }
}
