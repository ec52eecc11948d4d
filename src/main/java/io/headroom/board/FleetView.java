package io.headroom.board;

import io.headroom.device.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        List<FleetRow> rows,
        String shown,
        ExportersView exporters) {
    /** Beyond these the page says that there are more: a table of ten thousand helps nobody. */
    private static final int MOST = 400;

    /** One entry of a list to choose from. */
    record Choice(String value, String text, boolean chosen) {}

    /** A small multiple. @param drained who drained the node, or null */
    record Node(NodeView view, String drained, String edit) {}

    static FleetView of(Picture picture, FleetQuery query, Predicate<Device> seesLease, ExportersView exporters) {
        List<Device> matching =
                picture.devices().stream().filter(query.in(picture)).toList();
        List<Device> some = matching.stream().limit(MOST).toList();
        return new FleetView(
                query,
                flavors(picture, query),
                states(query),
                HeaderView.of(picture),
                NodeView.of(some, picture).stream().map(it -> node(it, some)).toList(),
                some.stream()
                        .map(it -> FleetRow.of(it, picture.use(it), seesLease.test(it), picture.now()))
                        .toList(),
                (some.size() < matching.size() ? "the first " + some.size() + " of " : "") + matching.size() + " of "
                        + picture.devices().size() + " GPUs",
                exporters);
    }

    private static Node node(NodeView view, List<Device> some) {
        String drained = some.stream()
                .filter(it -> it.node().equals(view.name()))
                .filter(it -> it.drain() != null && it.drain().ofNode())
                .findFirst()
                .map(it -> it.drain().sentence())
                .orElse(null);
        return new Node(view, drained, "/fleet/nodes/" + view.name());
    }

    private static List<Choice> flavors(Picture picture, FleetQuery query) {
        return Stream.concat(
                        Stream.of(new Choice("", "all", query.flavor().isEmpty())),
                        picture.flavors().stream().map(it -> new Choice(it, it, it.equals(query.flavor()))))
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
