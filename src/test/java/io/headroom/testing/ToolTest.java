package io.headroom.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ToolTest {
    private static final Tool NONE = new Tool("made-up-tool", "of ToolTest");

    @Test
    void whatIsMissingSkipsATestOrFailsItAsWished() {
        assertThatThrownBy(() -> NONE.require(false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("made-up-tool (of ToolTest) is not on the PATH");
        assertThatThrownBy(() -> NONE.require(true)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatIsThereIsUsed() {
        assertThatCode(() -> new Tool("sh", "anywhere").require(true)).doesNotThrowAnyException();
    }
}
