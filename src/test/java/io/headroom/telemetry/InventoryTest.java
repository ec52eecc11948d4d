package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the flavors that ship. */
class InventoryTest {
    private final Inventory inventory = new Inventory(null, null, ShippedConfig.with(Map.of()));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "NVIDIA H100 80GB HBM3, h100-80gb",
        "NVIDIA H100 PCIe 80GB, h100-80gb",
        "nvidia h100 80gb hbm3, h100-80gb",
        "NVIDIA H200, h200-141gb",
        "NVIDIA A100-SXM4-40GB, a100-40gb",
        "NVIDIA A100-SXM4-80GB, a100-80gb",
        "NVIDIA L40S, l40s",
        "NVIDIA L40, l40",
        "Tesla T4, tesla-t4",
        "NVIDIA GeForce RTX 4090, geforce-rtx-4090",
        "AMD Instinct MI300X (OAM), amd-instinct-mi300x-oam",
        "'  Weird  ', weird"
    })
    void namesTheFlavorOfAModel(String model, String flavor) {
        assertThat(inventory.flavor(model)).isEqualTo(flavor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H100", "-h100", "h100_80gb"})
    void aFlavorThatTheSchemaDoesNotTakeStopsTheStart(String flavor) {
        var config = ShippedConfig.with(Map.of("headroom.telemetry.flavors." + flavor, "H100"));
        assertThatThrownBy(() -> new Inventory(null, null, config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("headroom.telemetry.flavors." + flavor + " must name a flavor");
    }
}
