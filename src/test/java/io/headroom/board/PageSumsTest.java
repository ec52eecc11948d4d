package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.account.Account;
import io.headroom.allocator.TeamRules;
import io.headroom.lease.OpenLoan;
import io.headroom.telemetry.DataAge;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.Usage;
import io.headroom.testing.CapacityWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The four sums hold on the board, the fleet page, every team's page, in tables of use and in the metrics, whatever the fleet is like. That
 * the API says the same is SumsTest's.
 */
class PageSumsTest {
    private static final int TRIES = 500;
    private static final ExportersView NO_EXPORTERS = ExportersView.of(List.of(), List.of());
    private static final Account ADMIN = new Account("admin", "Admin", Set.of(), Set.of(), Set.of(), true);

    @Property(tries = TRIES, seed = "1")
    void onTheBoard(@ForAll long seed) {
        Picture picture = RandomPictures.of(seed);
        for (String flavor : picture.flavors()) {
            BoardView board = board(picture, flavor);
            checkHeader(board.header(), picture);
            assertThat(sum(board.teams(), row -> row.share().held()))
                    .isEqualTo(board.header().counts().held());
            assertThat(sum(board.teams(), row -> row.share().borrowed()))
                    .isEqualTo(board.header().borrowed());
            assertThat(sum(board.nodes(), node -> node.cells().size()))
                    .isEqualTo(board.header().counts().total());
        }
        assertThat(board(picture, null).header())
                .isEqualTo(board(picture, picture.flavors().getFirst()).header());
    }

    @Property(tries = TRIES, seed = "1")
    void onTheFleetPage(@ForAll long seed) {
        Picture picture = RandomPictures.of(seed);
        FleetView fleet = FleetView.of(
                picture, FleetQuery.of("", "", "", null), picture.cohortOf().keySet(), NO_EXPORTERS);
        checkHeader(fleet.header(), picture);
        assertThat(sum(fleet.nodes(), node -> node.rows().size()))
                .isEqualTo(fleet.header().counts().total());
        assertThat(count(fleet, row -> row.team() != null))
                .isEqualTo(fleet.header().counts().held());
        assertThat(count(fleet, row -> row.state().equals("free")))
                .isEqualTo(fleet.header().counts().free());
        assertThat(sum(fleet.nodes(), node -> node.view().cells().size()))
                .isEqualTo(fleet.header().counts().total());
    }

    @Property(tries = TRIES, seed = "1")
    void onTheTeamsPages(@ForAll long seed) {
        Picture picture = RandomPictures.of(seed);
        List<TeamView> teams = picture.cohortOf().keySet().stream()
                .map(team -> team(team, picture))
                .toList();
        for (TeamView team : teams) {
            checkHeld(team.counts());
            assertThat(team.row().share().own() + team.row().share().borrowed())
                    .as(team.heldNote())
                    .isEqualTo(team.counts().held());
            assertThat(sum(team.shares(), share -> share.bar().held()))
                    .isEqualTo(team.counts().held());
            assertThat(sum(loans(picture, team.team()), OpenLoan::gpus))
                    .isEqualTo(team.row().share().borrowed());
        }
        assertThat(sum(teams, team -> team.counts().held()))
                .isEqualTo(Counts.of(picture.devices(), picture).held());
    }

    @Property(tries = TRIES, seed = "1")
    void inTheMetrics(@ForAll long seed) {
        Picture picture = RandomPictures.of(seed);
        List<TeamFigures> figures = TeamFigures.of(picture);
        for (TeamFigures it : figures) {
            int held = TeamMeter.HELD.value(it);
            assertThat(TeamMeter.BUSY.value(it) + TeamMeter.IDLE_HELD.value(it) + TeamMeter.UNKNOWN.value(it))
                    .isEqualTo(held);
            assertThat(TeamMeter.OWN.value(it) + TeamMeter.BORROWED.value(it)).isEqualTo(held);
        }
        Counts all = Counts.of(picture.devices(), picture);
        assertThat(sum(figures, TeamMeter.HELD::value) + FlavorMeter.FREE.value(all) + FlavorMeter.UNHEALTHY.value(all))
                .isEqualTo(FlavorMeter.TOTAL.value(all))
                .isEqualTo(picture.devices().size());
        assertThat(sum(figures, TeamMeter.BORROWED::value)).isEqualTo(sum(picture.loans(), OpenLoan::gpus));
    }

    /** As they are printed, with one digit after the point. */
    @Property(tries = TRIES, seed = "1")
    void inTheTablesOfUse(
            @ForAll @LongRange(min = 1, max = 3600) long watched,
            @ForAll @LongRange(max = 100_000) long busy,
            @ForAll @LongRange(max = 100_000) long idle,
            @ForAll @LongRange(max = 100_000) long unknown,
            @ForAll @LongRange(max = 100_000) long free,
            @ForAll @LongRange(max = 100_000) long unhealthy,
            @ForAll @IntRange(max = 100) int percentBorrowed) {
        long borrowed = (busy + idle + unknown) * percentBorrowed / 100;
        Instant first = Span.DAY.lines(CapacityWorld.NOON).from();
        Usage usage = new Usage(first, watched, busy, idle, unknown, free, unhealthy, borrowed);
        UseChart.Row row = UseChart.of("vision", Span.DAY, List.of(usage), CapacityWorld.NOON)
                .rows()
                .getFirst();
        assertThat(added(row.busy(), row.idle(), row.unknown())).isEqualTo(row.held());
        assertThat(added(row.own(), row.borrowed())).isEqualTo(row.held());
        assertThat(added(row.held(), row.free(), row.unhealthy())).isEqualTo(row.total());
    }

    private static String added(String... parts) {
        return Arrays.stream(parts)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toString();
    }

    private static void checkHeader(HeaderView header, Picture picture) {
        Counts counts = header.counts();
        checkHeld(counts);
        assertThat(counts.held() + counts.free() + counts.unhealthy())
                .as(header.totalSum())
                .isEqualTo(picture.devices().size());
        assertThat(header.own() + header.borrowed()).as(header.heldNote()).isEqualTo(counts.held());
        assertThat(sum(picture.loans(), OpenLoan::gpus)).as(header.loanSum()).isEqualTo(header.borrowed());
    }

    private static void checkHeld(Counts counts) {
        assertThat(counts.busy() + counts.idle() + counts.unknown()).isEqualTo(counts.held());
    }

    private static BoardView board(Picture picture, String flavor) {
        return BoardView.of(
                picture, flavor, new TeamUse.All(Map.of(), Map.of()), List.of(), new DataAge(picture.now(), 1, 0));
    }

    private static TeamView team(String team, Picture picture) {
        TeamUse use = new TeamUse.All(Map.of(), Map.of()).of(team);
        TeamView.Viewer viewer = new TeamView.Viewer(ADMIN, true, _ -> TeamRules.DEFAULT, picture.shares());
        return TeamView.of(team, picture, use, List.of(), viewer);
    }

    private static List<OpenLoan> loans(Picture picture, String borrower) {
        return picture.loans().stream()
                .filter(loan -> loan.borrower().equals(borrower))
                .toList();
    }

    private static int count(FleetView fleet, Predicate<FleetRow> which) {
        return (int) fleet.nodes().stream()
                .flatMap(node -> node.rows().stream())
                .filter(which)
                .count();
    }

    private static <T> int sum(Collection<T> all, ToIntFunction<T> number) {
        return all.stream().mapToInt(number).sum();
    }
}
