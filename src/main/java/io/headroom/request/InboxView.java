package io.headroom.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What waits for one person, oldest first, and what of it can be answered at once.
 *
 * @param groups those of whom the policy said the same, of two requests or more on this page
 * @param next the cursor of the page after this one, or null
 */
record InboxView(List<Row> rows, List<Group> groups, String next) {
    /**
     * One request.
     *
     * @param group null if it is there for a reason of its own
     */
    record Row(RequestView ask, Group group) {}

    /** Requests for the same reason. */
    record Group(String id, String verdict, int size) {}

    static InboxView of(List<RequestView> asks, String next) {
        Map<String, Long> sizes =
                asks.stream().collect(Collectors.groupingBy(RequestView::verdict, Collectors.counting()));
        Map<String, Group> groups = new LinkedHashMap<>();
        for (RequestView ask : asks) {
            int size = sizes.get(ask.verdict()).intValue();
            String id = "several-" + (groups.size() + 1);
            if (size > 1) groups.putIfAbsent(ask.verdict(), new Group(id, ask.verdict(), size));
        }
        return new InboxView(
                asks.stream()
                        .map(ask -> new Row(ask, groups.get(ask.verdict())))
                        .toList(),
                List.copyOf(groups.values()),
                next);
    }
}
