package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the flavors that ship. */
class FlavorRuleTest {
    private static final FlavorRule FLAVORS = Shipped.flavors();

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
        assertThat(FLAVORS.of(Readings.part("n1", "GPU-aa", "", null, model))).isEqualTo(flavor);
    }

    @ParameterizedTest(name = "instance {0} of profile {1} is {2}")
    @CsvSource({
        "3, 2g.20gb, a100-80gb-mig-2g.20gb",
        "3, 1g.10gb+me, a100-80gb-mig-1g.10gb-me",
        "3, 1c.3g.40gb, a100-80gb-mig-3g.40gb",
        "3, , a100-80gb-slice",
        "'', cpx, a100-80gb-cpx",
        "3, '***', a100-80gb-slice",
        "3, an-endless-profile-that-somebody-made-up, a100-80gb-an-endless-profile-t"
    })
    void aSliceIsOfAFlavorOfItsOwn(String instance, String profile, String flavor) {
        assertThat(FLAVORS.of(Readings.part("n1", "GPU-aa", instance, profile, "NVIDIA A100-SXM4-80GB")))
                .isEqualTo(flavor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H100", "-h100", "h100_80gb"})
    void aFlavorThatTheSchemaDoesNotTakeStopsTheStart(String flavor) {
        assertThatThrownBy(() -> FlavorRule.of(Map.of(flavor, "H100")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("headroom.telemetry.flavors." + flavor + " must name a flavor");
    }

    @ParameterizedTest
    @CsvSource({"'', ", "1, 1g.10gb"})
    void aNameIsNoLongerThanTheSchemaTakes(String instance, String profile) {
        String name = FLAVORS.of(Readings.part("n1", "GPU-aa", instance, profile, "x".repeat(200)));
        assertThat(name).hasSize(63).matches("[a-z0-9][a-z0-9.-]{0,62}");
        assertThat(name.endsWith("-mig-1g.10gb")).isEqualTo(profile != null);
    }
}
