package io.headroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Asks for ports before anything starts, so that a taken one is a sentence and not a stack trace a minute later. */
public final class Ports {
    private Ports() {}

    /** Refuses with the port, who needs it and the setting that moves it. */
    static void requireFree(String host, int port, String who) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new CannotStart("HEADROOM_HOST=%s must be an address of this machine.".formatted(host), e);
        } catch (IOException e) {
            throw new CannotStart(
                    "%s needs port %d on %s, and it is not to be had (%s). Set HEADROOM_PORT to another port."
                            .formatted(who, port, host, e.getMessage()),
                    e);
        }
    }

    /** A port that nobody listens on now. */
    public static int pickFree() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
