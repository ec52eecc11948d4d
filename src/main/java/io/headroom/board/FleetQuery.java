package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.platform.Paging;
import io.headroom.telemetry.DeviceUse;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the fleet page is narrowed to.
 *
 * @param node a node's name; if no node is called so, part of one's; empty for all
 * @param flavor a flavor, or empty for all
 * @param state a state, or null for all
 * @param page which of its pages, from 1
 */
record FleetQuery(String node, String flavor, State state, int page) {
    /** As the page tells them apart. */
    enum State {
        HELD,
        FREE,
        DRAINED,
        UNHEALTHY,
        LATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean holds(Device device, DeviceUse use) {
            return switch (this) {
                case HELD -> device.holder() != null;
                case FREE -> device.free();
                case DRAINED -> device.drain() != null;
                case UNHEALTHY -> !device.healthy();
                case LATE -> use.stale();
            };
        }
    }

    /** @throws io.headroom.platform.Refused 422 if there is no such state, or no such number of a page */
    static FleetQuery of(String node, String flavor, String state, String page) {
        return new FleetQuery(
                text(node), text(flavor), Paging.choice("state", state, State.class), NodePage.number(page));
    }

    Predicate<Device> in(Picture picture) {
        return onNode(picture.devices())
                .and(device -> flavor.isEmpty() || device.flavor().equals(flavor))
                .and(device -> state == null || state.holds(device, picture.use(device)));
    }

    /** A link to node n1 means that one, and not n10 as well. */
    Predicate<Device> onNode(List<Device> devices) {
        boolean isOne = devices.stream().anyMatch(device -> device.node().equals(node));
        return device -> isOne ? device.node().equals(node) : device.node().contains(node);
    }

    /** The same as an address, so that a page that refreshes itself stays narrowed. */
    public String href() {
        return href(page);
    }

    /** Another page of the same. */
    String href(int page) {
        return UriBuilder.fromPath("/fleet")
                .queryParam("node", "{node}")
                .queryParam("flavor", "{flavor}")
                .queryParam("state", "{state}")
                .queryParam("page", page)
                .buildFromMap(Map.of("node", node, "flavor", flavor, "state", state == null ? "" : state.word()))
                .toString();
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
