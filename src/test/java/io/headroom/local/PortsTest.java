package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_taken_port_is_named_with_who_needs_it_and_the_setting() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", port, "Keycloak"))
                    .hasMessageStartingWith("Keycloak needs port " + port)
                    .hasMessageEndingWith("Set HEADROOM_PORT to another port.")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void a_free_port_is_fine() {
        assertThatCode(() -> Ports.requireFree("127.0.0.1", Ports.pickFree(), "The portal"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_host_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> Ports.requireFree("no-such-host.invalid", 9000, "The portal"))
                .hasMessage("HEADROOM_HOST=no-such-host.invalid must be an address of this machine.");
    }
}
