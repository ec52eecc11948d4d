package io.headroom.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.Kind;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdleConfigTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsWarnedAtOnceThenLentThenReleased(Kind kind) {
        assertThat(config(Map.of()).steps(kind).delays())
                .isEqualTo(Map.of(
                        IdleStep.WARNED, Duration.ZERO,
                        IdleStep.LENDABLE, Duration.ofMinutes(30),
                        IdleStep.RELEASED, Duration.ofHours(4)));
    }

    @Test
    void theLadderIsOn() {
        assertThat(config(Map.of()).mode()).isEqualTo(IdleMode.ON);
        assertThat(config(Map.of()).regrowAfter()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void anEmptyDelaySwitchesItsStepOffForItsKindOnly() {
        IdleConfig config = config(Map.of("headroom.idle.training.release-after", "", "headroom.idle.mode", "DRY_RUN"));
        assertThat(config.steps(Kind.TRAINING).delays()).containsOnlyKeys(IdleStep.WARNED, IdleStep.LENDABLE);
        assertThat(config.steps(Kind.INFERENCE).delays()).containsKey(IdleStep.RELEASED);
        assertThat(config.mode()).isEqualTo(IdleMode.DRY_RUN);
    }

    private static IdleConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IdleConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(IdleConfig.class);
    }
}
