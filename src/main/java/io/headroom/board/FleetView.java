package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.device.DrainTarget;
import io.headroom.fleet.DrainPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fleet: nodes, their GPUs, and the exporters that tell of them.
 *
 * @param query what it is narrowed to
 * @param shown how many GPUs of how many are listed
 */
record FleetView(
        FleetQuery query,
        List<Choice> flavors,
        List<Choice> states,
        HeaderView header,
        List<Node> nodes,
        Pages pages,
        String shown,
        ExportersView exporters) {
    /** On one page: a table of ten thousand helps nobody. */
    private static final int GPUS = 128;

    /** Where the other pages are. @param previous and next are null where there is none */
    record Pages(int number, int of, String previous, String next) {
        static Pages of(NodePage page, FleetQuery query) {
            return new Pages(
                    page.number(),
                    page.of(),
                    page.previous() == null ? null : query.href(page.previous()),
                    page.next() == null ? null : query.href(page.next()));
        }
    }

    /**
     * A node with its GPUs.
     *
     * @param drained who drained it, or null
     * @param edit where an admin drains it
     */
    record Node(NodeView view, List<FleetRow> rows, String drained, String edit) {
        static Node of(NodeView view, List<FleetRow> rows, List<Device> devices) {
            String drained = devices.stream()
                    .filter(it -> it.drain() != null && it.drain().ofNode())
                    .findFirst()
                    .map(it -> it.drain().sentence())
                    .orElse(null);
            return new Node(view, rows, drained, DrainPages.path(new DrainTarget.OfNode(view.name())));
        }
    }

    /** @param visible the teams that the viewer sees */
    static FleetView of(Picture picture, FleetQuery query, Set<String> visible, ExportersView exporters) {
        List<Device> matching =
                picture.devices().stream().filter(query.in(picture)).toList();
        NodePage page = NodePage.of(matching, GPUS, query.page());
        List<Device> some = page.devices();
        return new FleetView(
                query,
                Choice.flavors(picture.flavors(), query.flavor()),
                states(query),
                HeaderView.of(picture),
                nodes(some, picture, visible),
                Pages.of(page, query),
                (some.size() < matching.size() ? some.size() + " of " : "") + matching.size() + " of "
                        + picture.devices().size() + " GPUs",
                exporters);
    }

    private static List<Node> nodes(List<Device> some, Picture picture, Set<String> visible) {
        Map<String, List<Device>> byNode = some.stream().collect(Collectors.groupingBy(Device::node));
        return NodeView.of(some, picture).stream()
                .map(view -> {
                    List<Device> devices = byNode.get(view.name());
                    List<FleetRow> rows = devices.stream()
                            .map(it -> FleetRow.of(it, picture.use(it), visible, picture.now()))
                            .toList();
                    return Node.of(view, rows, devices);
                })
                .toList();
    }

    private static List<Choice> states(FleetQuery query) {
        List<Choice> states = new ArrayList<>();
        states.add(new Choice("", "all", query.state() == null));
        for (FleetQuery.State it : FleetQuery.State.values())
            states.add(new Choice(it.word(), it.word(), it == query.state()));
        return states;
    }
}
