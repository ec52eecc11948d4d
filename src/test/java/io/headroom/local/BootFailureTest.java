package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootFailureTest {
    @Test
    void a_database_that_does_not_answer_is_named_by_its_setting() {
        var settings = LocalSettings.from(Map.of("HEADROOM_DB_URL", "jdbc:postgresql://db/gpus")::get);
        var failure = new IllegalStateException("boot", new SQLException("Connection to db:5432 refused."));
        assertThat(BootFailure.explain(failure, settings))
                .isEqualTo("HEADROOM_DB_URL=jdbc:postgresql://db/gpus must be a database that can be used: "
                        + "Connection to db:5432 refused.");
    }

    @Test
    void anything_else_is_told_in_full() {
        assertThat(BootFailure.explain(new IllegalStateException("odd"), LocalSettings.from(_ -> null)))
                .startsWith("The portal did not start:")
                .contains("IllegalStateException: odd", "BootFailureTest");
    }
}
