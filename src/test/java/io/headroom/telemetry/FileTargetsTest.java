package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that somebody else writes, and sometimes writes wrong. */
class FileTargetsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @TempDir
    Path folder;

    private Path list;
    private FileTargets source;

    @BeforeEach
    void start() throws IOException {
        list = Files.writeString(folder.resolve("targets"), "gpu-1:9400\n");
        source = new FileTargets(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withDefaultValues(Map.of("headroom.telemetry.targets-file", list.toString()))
                .withMapping(TelemetryConfig.class)
                .build()
                .getConfigMapping(TelemetryConfig.class));
        assertThat(hosts(NOON)).containsExactly("gpu-1");
        assertThat(source.outage(NOON)).isEmpty();
    }

    @Test
    void aFileThatIsWrongChangesNothingUntilItIsRight() throws IOException {
        Files.writeString(list, "gpu 2\n");
        assertThat(hosts(NOON)).containsExactly("gpu-1");
        assertThat(hosts(LATER)).containsExactly("gpu-1");
        TargetSource.Outage outage = source.outage(LATER).orElseThrow();
        assertThat(outage.since()).isEqualTo(NOON);
        assertThat(outage.targets()).isOne();
        assertThat(outage.why()).startsWith("\"gpu 2\" must be host:port");
        Files.writeString(list, "gpu-2:9400\n");
        assertThat(hosts(LATER)).containsExactly("gpu-2");
        assertThat(source.outage(LATER)).isEmpty();
    }

    @Test
    void aFileThatIsGoneForAMomentChangesNothing() throws IOException {
        Files.delete(list);
        assertThat(hosts(NOON)).containsExactly("gpu-1");
        assertThat(source.outage(NOON).orElseThrow().why()).isEqualTo("cannot be read");
        Files.writeString(list, "gpu-1:9400\n");
        assertThat(hosts(LATER)).containsExactly("gpu-1");
        assertThat(source.outage(LATER)).isEmpty();
    }

    private List<String> hosts(Instant now) {
        return source.targets(now).stream().map(it -> it.uri().getHost()).toList();
    }
}
