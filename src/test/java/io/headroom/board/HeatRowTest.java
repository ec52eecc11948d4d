package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.board.HeatRow.Run;
import io.headroom.telemetry.UsageCell;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeatRowTest {
    private static final UUID GPU = new UUID(0, 1);

    @Test
    void cellsThatLookAlikeAreOneAndMissingOnesAreHatched() {
        HeatRow row = row(busy(0, 0.99), busy(1, 1.0), free(3));
        assertThat(row.runs())
                .containsExactly(
                        new Run("h5", "0.00", "50.00"),
                        new Run("h-none", "50.00", "25.00"),
                        new Run("h-free", "75.00", "25.00"));
    }

    @Test
    void unknownIsHatchedAndNeverIdle() {
        assertThat(look(new UsageCell(GPU, 0, 0, 60, 840, 0, 0, 0, 0.0))).isEqualTo("h-none");
        assertThat(look(new UsageCell(GPU, 0, 0, 840, 60, 0, 0, 0, 0.0))).isEqualTo("h-idle");
    }

    /** 1 minute of a quarter of an hour was seen, 14 were not. */
    @Test
    void aMinuteDoesNotStandForAQuarterOfAnHour() {
        assertThat(look(new UsageCell(GPU, 0, 0, 0, 0, 60, 0, 840, null))).isEqualTo("h-none");
        assertThat(look(new UsageCell(GPU, 0, 60, 0, 0, 0, 0, 840, 1.0))).isEqualTo("h-none");
        assertThat(look(new UsageCell(GPU, 0, 0, 0, 0, 480, 0, 420, null))).isEqualTo("h-free");
        assertThat(look(new UsageCell(GPU, 0, 480, 0, 0, 0, 0, 420, 1.0))).isEqualTo("h5");
    }

    @Test
    void whatIsOutOfUseIsNotFree() {
        HeatRow row = row(new UsageCell(GPU, 0, 0, 0, 0, 300, 600, 0, null));
        assertThat(row.runs().getFirst().css()).isEqualTo("h-sick");
        assertThat(row.sums().unhealthy()).isEqualTo("0.2");
        assertThat(row.title()).endsWith("free 0.1 h, unhealthy 0.2 h");
    }

    @Test
    void theWholeWidthIsDrawn() {
        double width = row(busy(1, 0.2), free(2)).runs().stream()
                .mapToDouble(it -> Double.parseDouble(it.width()))
                .sum();
        assertThat(width).isEqualTo(100);
    }

    @Test
    void theSumsSayWhatTheColoursShow() {
        assertThat(row(busy(0, 0.5), free(1)).sums())
                .isEqualTo(new HeatRow.Sums("50 %", "0.3", "0.0", "0.0", "0.3", "0.0"));
        assertThat(row().sums().use()).isEqualTo("–");
    }

    private static String look(UsageCell cell) {
        return row(cell).runs().getFirst().css();
    }

    private static HeatRow row(UsageCell... cells) {
        return HeatRow.of("gpu 0", 0, List.of(cells), 4);
    }

    private static UsageCell busy(int index, double use) {
        return new UsageCell(GPU, index, 900, 0, 0, 0, 0, 0, use);
    }

    private static UsageCell free(int index) {
        return new UsageCell(GPU, index, 0, 0, 0, 900, 0, 0, null);
    }
}
