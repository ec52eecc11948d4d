package io.headroom.board;

import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import io.headroom.lease.Stay;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * How many GPUs of a flavor are committed from now on, to leases that run or are scheduled, against how many there are.
 * What is past has no room.
 *
 * @param capacity the healthy ones
 * @param boxes the steps as they are drawn
 * @param capacityY where the line of capacity stands, in pixels
 */
record Room(String flavor, int capacity, List<Step> steps, List<Box> boxes, int capacityY, String note) {
    static final int HEIGHT = 44;

    /** A stretch in which nothing begins or ends. More can be committed than there is: then loans are called home. */
    record Step(Stay stay, int committed, int left) {
        /** For people: {@code 28 committed, 4 left}. */
        public String text() {
            return committed + " committed, " + (left < 0 ? -left + " too many" : left + " left");
        }

        public String from() {
            return When.spoken(stay.from());
        }
    }

    /** A step as a rectangle: x and width in percent, y and height in pixels. */
    record Box(String css, String x, String width, int y, int height, String title) {}

    static Room of(String flavor, int capacity, List<Lease> leases, CalendarSpan span, Instant now) {
        List<Step> steps = steps(
                capacity,
                leases.stream().filter(it -> it.flavor().equals(flavor)).toList(),
                ahead(span, now),
                now);
        int top = Math.max(
                1,
                Math.max(
                        capacity, steps.stream().mapToInt(Step::committed).max().orElse(0)));
        List<Box> boxes = steps.stream().map(step -> box(step, top, span)).toList();
        return new Room(flavor, capacity, steps, boxes, HEIGHT - HEIGHT * capacity / top, note(capacity, steps, now));
    }

    private static Stay ahead(CalendarSpan span, Instant now) {
        Stay time = span.time();
        return new Stay(now.isAfter(time.from()) ? now : time.from(), time.until());
    }

    private static List<Step> steps(int capacity, List<Lease> leases, Stay ahead, Instant now) {
        TreeSet<Instant> edges = new TreeSet<>(List.of(ahead.from(), ahead.until()));
        for (Lease lease : leases)
            Stay.of(lease, now).filter(ahead::overlaps).ifPresent(stay -> {
                if (ahead.contains(stay.from())) edges.add(stay.from());
                if (ahead.contains(stay.until())) edges.add(stay.until());
            });
        List<Step> steps = new ArrayList<>();
        for (Instant edge : edges.headSet(edges.last())) {
            int committed = committed(leases, edge, now);
            Stay stay = new Stay(edge, edges.higher(edge));
            if (!steps.isEmpty() && steps.getLast().committed() == committed)
                stay = new Stay(steps.removeLast().stay().from(), stay.until());
            steps.add(new Step(stay, committed, capacity - committed));
        }
        return steps;
    }

    private static int committed(List<Lease> leases, Instant at, Instant now) {
        return leases.stream()
                .filter(it -> it.phase().holds() || it.phase() == Phase.SCHEDULED)
                .filter(it -> Stay.of(it, now).filter(stay -> stay.contains(at)).isPresent())
                .mapToInt(Lease::claim)
                .sum();
    }

    private static String note(int capacity, List<Step> steps, Instant now) {
        if (steps.isEmpty()) return "all of this is past";
        Step first = steps.getFirst();
        String start = first.text() + " of " + capacity + (first.stay().from().equals(now) ? " now" : " at first");
        // Of equals the first, which is the earliest.
        Step best = steps.stream().min(Comparator.comparingInt(Step::committed)).orElseThrow();
        return best == first ? start : start + "; " + best.left() + " from " + best.from() + " on";
    }

    private static Box box(Step step, int top, CalendarSpan span) {
        double x = span.x(step.stay().from());
        int height = HEIGHT * step.committed() / top;
        return new Box(
                step.left() < 0 ? "over" : "",
                CalendarSpan.percent(x),
                CalendarSpan.percent(span.x(step.stay().until()) - x),
                HEIGHT - height,
                height,
                "from " + step.from() + ": " + step.text());
    }

    public String description() {
        return flavor + ": " + note;
    }
}
