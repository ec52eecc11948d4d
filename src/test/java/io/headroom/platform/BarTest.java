package io.headroom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void segmentsStandSideBySideOnTheScale() {
        Bar bar = bar(4, 0, 4, 16, 8);
        assertThat(bar.segments()).extracting(Bar.Segment::css).containsExactly("own", "free");
        assertThat(bar.segments()).extracting(Bar.Segment::x).containsExactly("0.00", "25.00");
        assertThat(bar.segments()).extracting(Bar.Segment::width).containsExactly("24.75", "24.75");
        assertThat(bar.quotaX()).isEqualTo("50.00");
    }

    @Test
    void aSegmentSaysWhatItIs() {
        assertThat(bar(4, 0, 0, 16, 8).segments().getFirst().title()).isEqualTo("own: 4 GPUs");
    }

    @Test
    void aNumberThatDoesNotFitIsNotPrinted() {
        assertThat(bar(1, 0, 99, 100, 100).segments())
                .extracting(Bar.Segment::showText)
                .containsExactly(false, true);
    }

    @Test
    void anEmptyScaleIsAnEmptyBar() {
        assertThat(bar(0, 0, 0, 0, 0).segments()).isEmpty();
    }

    @Property
    void nothingLeavesTheDrawing(
            @ForAll @IntRange(max = 500) int own,
            @ForAll @IntRange(max = 500) int lent,
            @ForAll @IntRange(max = 500) int free,
            @ForAll @IntRange(max = 2000) int quota) {
        Bar bar = bar(own, lent, free, own + lent + free, quota);
        for (Bar.Segment it : bar.segments())
            assertThat(Double.parseDouble(it.x()) + Double.parseDouble(it.width()))
                    .isBetween(0.0, 100.0);
        assertThat(Double.parseDouble(bar.quotaX())).isBetween(0.0, 100.0);
    }

    private static Bar bar(int own, int lent, int free, int scale, int quota) {
        List<Bar.Part> parts = List.of(
                new Bar.Part("own", "own", own),
                new Bar.Part("lent", "lent", lent),
                new Bar.Part("free", "free", free));
        return Bar.of(parts, scale, quota, "a bar");
    }
}
