package io.headroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Denied;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A denied attempt as it is kept. */
class DeniedLogTest {
    @Test
    void hasNothingInItThatTheDatabaseDoesNotKeep() {
        var kept = DeniedLog.happened(attempt("G\0ET", "/api/\0", "There is no team x\0."));
        assertThat(kept.sentence()).isEqualTo("mallory was refused G␀ET /api/␀: There is no team x␀.");
        assertThat(kept.subject().id()).isEqualTo("/api/␀");
        assertThat(kept.after()).isEqualTo(Map.of("method", "G␀ET", "path", "/api/␀"));
    }

    @Test
    void isNoLongerThanItNeedsToBe() {
        var kept = DeniedLog.happened(attempt("GET", "/" + "a".repeat(10_000), "b".repeat(10_000)));
        assertThat(kept.subject().id()).hasSize(201).endsWith("a…");
        assertThat(kept.sentence()).hasSizeLessThan(500).endsWith("b…");
    }

    private static DeniedAttempts.Attempt attempt(String method, String path, String reason) {
        return new DeniedAttempts.Attempt(
                Instant.EPOCH, "mallory", "127.0.0.1", new Denied(method, path, reason, null));
    }
}
