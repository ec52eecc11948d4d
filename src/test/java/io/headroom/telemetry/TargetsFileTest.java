package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of targets that somebody else writes. */
class TargetsFileTest {
    @TempDir
    Path folder;

    @Test
    void aLineIsAnAddress() {
        assertThat(TargetsFile.parse("""
                # the new rack
                gpu-1:9400
                https://gpu-2/custom  # behind a proxy

                gpu-1:9400
                """))
                .containsExactly(URI.create("http://gpu-1:9400/metrics"), URI.create("https://gpu-2/custom"));
    }

    @Test
    void prometheusListsAreRead() {
        assertThat(TargetsFile.parse("""
                [{ "targets": ["gpu-1:9400", "gpu-2:9400"], "labels": { "rack": "a" } },
                 { "targets": ["gpu-3:443"], "labels": { "__scheme__": "https", "__metrics_path__": "/gpu" } }]"""))
                .containsExactly(
                        URI.create("http://gpu-1:9400/metrics"),
                        URI.create("http://gpu-2:9400/metrics"),
                        URI.create("https://gpu-3:443/gpu"));
    }

    @Test
    void whatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> TargetsFile.parse("gpu 1:9400"))
                .hasMessage("\"gpu 1:9400\" must be host:port or a URL with http:// or https://");
        assertThatThrownBy(() -> TargetsFile.parse("ftp://gpu-1/metrics")).hasMessageContaining("must be host:port");
        assertThatThrownBy(() -> TargetsFile.parse("[{ \"targets\": ")).hasMessageStartingWith("is no JSON");
    }

    @Test
    void onlyAChangeIsAChange() throws IOException {
        Path list = Files.writeString(folder.resolve("targets"), "gpu-1:9400\n");
        TargetsFile file = new TargetsFile(list);
        assertThat(file.changed()).isPresent();
        assertThat(file.changed()).isEmpty();
        Files.writeString(list, "gpu-1:9400\ngpu-2:9400\n");
        assertThat(file.changed().orElseThrow()).hasSize(2);
    }
}
