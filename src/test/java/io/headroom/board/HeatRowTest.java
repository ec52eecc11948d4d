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
        assertThat(row(new UsageCell(GPU, 0, 0, 60, 840, 0, 0.0))
                        .runs()
                        .getFirst()
                        .css())
                .isEqualTo("h-none");
        assertThat(row(new UsageCell(GPU, 0, 0, 840, 60, 0, 0.0))
                        .runs()
                        .getFirst()
                        .css())
                .isEqualTo("h-idle");
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
        assertThat(row(busy(0, 0.5), free(1)).sums()).isEqualTo(new HeatRow.Sums("50 %", "0.3", "0.0", "0.0", "0.3"));
        assertThat(row().sums().use()).isEqualTo("–");
    }

    private static HeatRow row(UsageCell... cells) {
        return HeatRow.of("gpu 0", 0, List.of(cells), 4);
    }

    private static UsageCell busy(int index, double use) {
        return new UsageCell(GPU, index, 900, 0, 0, 0, use);
    }

    private static UsageCell free(int index) {
        return new UsageCell(GPU, index, 0, 0, 0, 900, null);
    }
}
