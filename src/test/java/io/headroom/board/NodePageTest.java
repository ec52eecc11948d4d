package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.device.Device;
import io.headroom.platform.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet of 20 nodes of 8 GPUs, on pages of 64 GPUs. */
class NodePageTest {
    private static final List<Device> FLEET =
            IntStream.range(0, 160).mapToObj(NodePageTest::gpu).toList();

    @Test
    void everyGpuIsOnOnePage() {
        List<Device> all = IntStream.rangeClosed(1, 3)
                .mapToObj(page -> NodePage.of(FLEET, 64, page))
                .flatMap(page -> page.devices().stream())
                .toList();
        assertThat(all).isEqualTo(FLEET);
    }

    @Test
    void aNodeIsNotTornApart() {
        NodePage first = NodePage.of(FLEET, 60, 1);
        assertThat(first.devices()).hasSize(64);
        assertThat(NodePage.of(FLEET, 60, 2).devices().getFirst().node()).isEqualTo("n08");
    }

    @Test
    void theFirstHasNoneBeforeAndTheLastNoneAfter() {
        assertThat(NodePage.of(FLEET, 64, 1)).returns(null, NodePage::previous).returns(2, NodePage::next);
        assertThat(NodePage.of(FLEET, 64, 3)).returns(2, NodePage::previous).returns(null, NodePage::next);
    }

    @Test
    void ofAFleetThatHasShrunkTheLastPageIsShown() {
        assertThat(NodePage.of(FLEET, 64, 7).number()).isEqualTo(3);
        assertThat(NodePage.of(List.of(), 64, 7)).isEqualTo(new NodePage(1, 1, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "1000000"})
    void whatIsNoNumberOfAPageIsRefused(String asked) {
        assertThatThrownBy(() -> NodePage.number(asked)).isInstanceOf(Refused.class);
    }

    private static Device gpu(int number) {
        String node = "n%02d".formatted(number / 8);
        UUID id = new UUID(0, number);
        return new Device(id, node, number % 8, id.toString(), "", "H100", "h100", null, Instant.EPOCH, null, null);
    }
}
