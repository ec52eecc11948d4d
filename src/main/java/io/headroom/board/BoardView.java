package io.headroom.board;

import io.headroom.lease.LeaseEvent;
import io.headroom.telemetry.DataAge;
import java.util.ArrayList;
import java.util.List;

/**
 * The board.
 *
 * @param flavor what it is narrowed to, or null for all
 * @param moreNodes where those are that are too many for the board, or null
 * @param empty whether there is nothing to show yet
 */
record BoardView(
        String flavor,
        List<Tab> tabs,
        HeaderView header,
        List<TeamRow> teams,
        List<NodeView> nodes,
        String moreNodes,
        List<DecisionView> decisions,
        AgeView age,
        boolean empty) {
    /** In the picture of every node: beyond, the fleet page has them by the page. */
    private static final int GPUS = 256;

    /** A link that narrows the board to a flavor. */
    record Tab(String name, String href, boolean current) {}

    static BoardView of(Picture whole, String flavor, TeamUse.All use, List<LeaseEvent> decisions, DataAge age) {
        Picture picture = whole.of(flavor);
        NodePage nodes = NodePage.of(picture.devices(), GPUS, 1);
        return new BoardView(
                flavor,
                tabs(whole.flavors(), flavor),
                HeaderView.of(picture),
                picture.cohortOf().keySet().stream()
                        .map(team -> TeamRow.of(team, picture, use.of(team)))
                        .toList(),
                NodeView.of(nodes.devices(), picture),
                nodes.next() == null ? null : "/fleet?flavor=" + (flavor == null ? "" : flavor),
                decisions.stream()
                        .map(event -> DecisionView.of(event, picture.now()))
                        .toList(),
                AgeView.of(age, picture.now()),
                whole.devices().isEmpty() && whole.cohortOf().isEmpty());
    }

    private static List<Tab> tabs(List<String> flavors, String current) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("All GPUs", "/board", current == null));
        flavors.forEach(name -> tabs.add(new Tab(name, "/board?flavor=" + name, name.equals(current))));
        return tabs;
    }
}
