package io.headroom.board;

import io.headroom.telemetry.Span;
import io.headroom.telemetry.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Held against busy, drawn on the server, with the same numbers as a table.
 *
 * @param most the top of the axis, in GPUs
 * @param half the middle of it
 * @param held the line of what was held, and {@code busy} of what of it was busy, as SVG paths
 * @param whole whether what nobody held is told too
 * @param rows newest first
 */
record UseChart(
        List<Tab> tabs,
        List<UseAxis.Tick> ticks,
        String most,
        String half,
        String held,
        String busy,
        String title,
        String description,
        boolean whole,
        List<Row> rows) {
    private static final int SECONDS_PER_HOUR = 3600;

    /** Another span. */
    record Tab(Span span, String href, boolean current) {}

    /** One step's numbers, in GPUs on average. @param measured whether busy and idle are known at all */
    record Row(
            String at,
            boolean measured,
            String held,
            String busy,
            String idle,
            String unknown,
            String own,
            String borrowed,
            String free,
            String unhealthy,
            String total) {}

    /** @param whose for people: {@code vision}, {@code the fleet} */
    static UseChart of(String whose, Span span, List<Usage> usage, Instant now) {
        UseAxis axis = new UseAxis(span, span.lines(now));
        double most = Scale.above(
                usage.stream().mapToDouble(it -> it.gpus(it.held())).max().orElse(0));
        StepLine line = new StepLine(axis, span.step(), most);
        return new UseChart(
                tabs(span),
                axis.ticks(),
                Scale.label(most),
                Scale.label(most / 2),
                line.path(usage, Usage::held),
                line.path(usage.stream().filter(Usage::measured).toList(), Usage::busy),
                "GPUs held and busy, " + whose + ", last " + span.word(),
                description(usage) + gaps(span, usage, now),
                usage.stream().anyMatch(it -> it.total() > it.held()),
                usage.reversed().stream().map(it -> row(it, axis)).toList());
    }

    public boolean empty() {
        return rows.isEmpty();
    }

    /** The same, with other spans at other addresses. */
    UseChart leadingTo(Function<Span, String> href) {
        List<Tab> elsewhere = tabs.stream()
                .map(it -> new Tab(it.span(), href.apply(it.span()), it.current()))
                .toList();
        return new UseChart(elsewhere, ticks, most, half, held, busy, title, description, whole, rows);
    }

    private static List<Tab> tabs(Span current) {
        return Arrays.stream(Span.values())
                .map(it -> new Tab(it, "?span=" + it.word() + "#use-over-time", it == current))
                .toList();
    }

    private static String description(List<Usage> usage) {
        long busy = usage.stream().mapToLong(Usage::busy).sum();
        long idle = usage.stream().mapToLong(Usage::idleHeld).sum();
        long unknown = usage.stream().mapToLong(Usage::unknown).sum();
        Tenths hours = Tenths.of(SECONDS_PER_HOUR, busy, idle, unknown);
        return "%s GPU-hours held: %s busy, %s idle-held, %s unknown."
                .formatted(
                        hours.whole(),
                        hours.parts().get(0),
                        hours.parts().get(1),
                        hours.parts().get(2));
    }

    /** In words what the lines leave out. The steps after the last one are not over, or not written down yet. */
    private static String gaps(Span span, List<Usage> usage, Instant now) {
        if (usage.isEmpty()) return "";
        Duration told = Duration.between(span.lines(now).from(), usage.getLast().at());
        long absent = told.dividedBy(span.step()) + 1 - usage.size();
        long unmeasured = usage.stream().filter(it -> !it.measured()).count();
        return without("no data", absent, span) + without("use unknown", unmeasured, span);
    }

    private static String without(String what, long steps, Span span) {
        return steps == 0 ? "" : " %d of %s: %s.".formatted(steps, span.steps(), what);
    }

    private static Row row(Usage it, UseAxis axis) {
        Tenths all = Tenths.of(it.watched(), it.held(), it.free(), it.unhealthy());
        String held = all.parts().get(0);
        Tenths use = Tenths.split(held, it.watched(), it.busy(), it.idleHeld(), it.unknown());
        Tenths whose = Tenths.split(held, it.watched(), it.own(), it.borrowed());
        return new Row(
                axis.name(it.at()),
                it.measured(),
                held,
                use.parts().get(0),
                use.parts().get(1),
                use.parts().get(2),
                whose.parts().get(0),
                whose.parts().get(1),
                all.parts().get(1),
                all.parts().get(2),
                all.whole());
    }
}
