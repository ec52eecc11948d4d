package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.board.CalendarSpan.Tick;
import io.headroom.board.CalendarSpan.View;
import io.headroom.device.Devices;
import io.headroom.lease.Lease;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Stay;
import io.headroom.platform.Slice;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The calendar.
 *
 * @param way the links to other times
 * @param nowX where the line for now stands, in percent, or null if now is not shown
 * @param rooms per flavor what is committed from now on, over all teams; none where all is past
 * @param list the same leases as the rows
 * @param more how many leases are shown of the more there are, or null if those are all
 */
record CalendarView(
        String title,
        String view,
        String from,
        Way way,
        List<Choice> teams,
        List<Choice> flavors,
        List<Tick> ticks,
        String nowX,
        List<Room> rooms,
        List<GanttRow> rows,
        List<CalendarEntry> list,
        Integer more,
        boolean mayAsk) {
    /** Who looks, and the teams whose details they see. */
    record Viewer(Account account, Set<String> sees) {}

    /** Where one can go from here. */
    record Way(String here, String previous, String today, String next, List<BoardView.Tab> views) {
        static Way of(CalendarQuery query, Instant now) {
            CalendarSpan span = query.span();
            return new Way(
                    query.href(),
                    query.at(span.previous()).href(),
                    query.at(now).href(),
                    query.at(span.next()).href(),
                    Arrays.stream(View.values())
                            .map(view -> new BoardView.Tab(
                                    view.word(), query.as(view).href(), view == span.view()))
                            .toList());
        }
    }

    /** Something to narrow the calendar to. */
    record Choice(String value, boolean chosen) {
        static List<Choice> of(Collection<String> values, String chosen) {
            return values.stream()
                    .map(value -> new Choice(value, value.equals(chosen)))
                    .toList();
        }
    }

    static CalendarView of(CalendarQuery query, Picture whole, Slice<Lease> shown, Viewer viewer) {
        CalendarSpan span = query.span();
        List<CalendarEntry> entries = entries(span, whole, shown.items(), viewer);
        return new CalendarView(
                span.title(),
                span.view().word(),
                span.first().toString(),
                Way.of(query, whole.now()),
                Choice.of(whole.cohortOf().keySet(), query.team()),
                Choice.of(whole.flavors(), query.flavor()),
                span.ticks(),
                span.time().contains(whole.now()) ? CalendarSpan.percent(span.x(whole.now())) : null,
                rooms(query, whole),
                rows(span, whole, entries),
                entries,
                shown.next() == null ? null : shown.items().size(),
                viewer.account().canRequest());
    }

    private static List<CalendarEntry> entries(CalendarSpan span, Picture whole, List<Lease> leases, Viewer viewer) {
        Map<UUID, List<OpenNotice>> notices =
                whole.notices().stream().collect(Collectors.groupingBy(OpenNotice::lease));
        return leases.stream()
                .flatMap(lease -> Stay.of(lease, whole.now())
                        .filter(span.time()::overlaps)
                        .map(stay -> CalendarEntry.of(
                                lease,
                                stay,
                                notices.getOrDefault(lease.id(), List.of()),
                                viewer.sees().contains(lease.team()),
                                whole.now()))
                        .stream())
                .toList();
    }

    private static List<GanttRow> rows(CalendarSpan span, Picture whole, List<CalendarEntry> entries) {
        Map<String, List<CalendarEntry>> byTeam = entries.stream().collect(Collectors.groupingBy(CalendarEntry::team));
        return whole.cohortOf().keySet().stream()
                .filter(byTeam::containsKey)
                .map(team -> GanttRow.of(team, byTeam.get(team), span))
                .toList();
    }

    /** Narrowed to a flavor, but never to a team: others' leases take room too. */
    private static List<Room> rooms(CalendarQuery query, Picture whole) {
        if (!query.span().time().until().isAfter(whole.now())) return List.of();
        Map<String, Integer> capacity = Devices.capacity(whole.devices());
        return whole.flavors().stream()
                .filter(flavor -> query.flavor() == null || query.flavor().equals(flavor))
                .map(flavor ->
                        Room.of(flavor, capacity.getOrDefault(flavor, 0), whole.leases(), query.span(), whole.now()))
                .toList();
    }
}
