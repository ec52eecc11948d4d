package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path home;

    private LocalSettings settings() {
        return LocalSettings.from(Map.of("HEADROOM_HOME", home.toString(), "HEADROOM_PORT", "9000")::get);
    }

    @Test
    void a_second_portal_is_told_where_the_first_one_is() throws IOException {
        try (var first = HomeLock.acquire(settings())) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeLock.acquire(settings()))
                    .hasMessage("Headroom is already running here (pid %d) on http://localhost:9000."
                            .formatted(ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_stopped_one_leaves_the_home_free() throws IOException {
        HomeLock.acquire(settings()).close();
        HomeLock.acquire(settings()).close();
    }

    @Test
    void a_home_that_cannot_be_written_is_one_line() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        var settings =
                LocalSettings.from(Map.of("HEADROOM_HOME", file.resolve("home").toString())::get);
        assertThatThrownBy(() -> HomeLock.acquire(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("set HEADROOM_HOME to another folder");
    }
}
