package io.headroom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorTest {
    @Test
    void namesFieldValueAndRule() {
        assertThat(new FieldError("gpus", "0", "must be from 1 to 64").sentence())
                .isEqualTo("gpus “0” is not allowed; must be from 1 to 64.");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(new FieldError("gpus", null, "must be from 1 to 64").sentence())
                .isEqualTo("gpus is missing; must be from 1 to 64.");
        assertThat(new FieldError("team", "  ", "must be one").sentence()).isEqualTo("team is missing; must be one.");
    }

    @Test
    void doesNotRepeatANovel() {
        assertThat(new FieldError("purpose", "x".repeat(1000), "is too long").value())
                .isEqualTo("x".repeat(80) + "…");
    }
}
