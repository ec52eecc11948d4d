package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where use is measured, how often, and when it counts as idle. */
@ConfigMapping(prefix = "headroom.telemetry")
public interface TelemetryConfig {
    /** Exporters to scrape. */
    Optional<List<URI>> targets();

    /** A file that lists more of them, one a line or as Prometheus' file_sd; read again when it changes. */
    Optional<Path> targetsFile();

    /** A Prometheus server that scrapes exporters already; asked over its HTTP API, with or without targets of our own. */
    Optional<URI> prometheus();

    /** How the targets of each source are asked. */
    AccessBySource access();

    /** A folder of mapping files for exporters that Headroom does not know, read at start. */
    Optional<Path> mappings();

    /** Between two scrapes. dcgm-exporter collects every 30 s by default: faster than 15 s shows nothing new. */
    @WithDefault("PT15S")
    Duration interval();

    /** How long one target may take. Shorter than the interval, or a hung one would pile up. */
    @WithDefault("PT5S")
    Duration timeout();

    /** Most bytes of one answer, after unpacking. */
    @WithDefault("33554432")
    long mostBytes();

    /** How long minutes are kept, in whole days. A thousand GPUs are 1.4 million rows a day. */
    @WithDefault("P14D")
    Duration kept();

    /** How long hours and days are kept, in whole months. A thousand GPUs are 8.8 million hours a year. */
    @WithDefault("P730D")
    Duration hoursKept();

    /** Busy ratio under which a device counts as not used, 0 to 1. */
    @WithDefault("0.05")
    double idleThreshold();

    /** How long a held device must be under the threshold to be idle-held. */
    IdleWindow idleWindow();

    /**
     * XIDs after which a device is no capacity until it reports none (0) or an admin calls it healthy: those for which NVIDIA's catalogue asks to reset
     * or replace the GPU (docs.nvidia.com/deploy/xid-errors).
     */
    @WithDefault("46,48,62,64,74,79,95,109,110,119,120,136,140,143,155,156,158")
    Set<Integer> fatalXids();

    /** Flavor to a regular expression of models that belong to it. Others are named after their model. */
    Map<String, String> flavors();

    /**
     * How many flavors there may be that {@link #flavors} does not name, slices included. Devices of more models are a
     * finding and no capacity until somebody names their flavor; with 0 those of every such model. A few let a first
     * installation see its GPUs without a setting; each is a line of every quota and a label of every metric.
     */
    @WithDefault("16")
    int mostUnnamedFlavors();

    /**
     * For how long no exporter tells of a device until it is no capacity. Shorter gives back sooner what was taken out of
     * its node, and has free devices leave sooner whose exporter is away.
     */
    @WithDefault("PT24H")
    Duration goneAfter();

    /** Kubernetes namespace to the team whose work runs there; what admins enter in the portal goes first. */
    Map<String, String> namespaces();

    /** How long something has to look wrong before it is said, and right before it is taken back. */
    @WithDefault("PT3M")
    Duration findingPatience();

    /** One for each source; those that Kubernetes knows have theirs in its own settings. */
    interface AccessBySource {
        AccessConfig targets();

        AccessConfig targetsFile();

        AccessConfig prometheus();
    }

    /** Windows by kind. */
    interface IdleWindow {
        @WithDefault("PT30M")
        Duration training();

        @WithDefault("PT30M")
        Duration preprocessing();

        @WithDefault("PT1H")
        Duration interactive();

        @WithDefault("PT3H")
        Duration inference();
    }

    /** The same as the rule wants it. */
    default IdleRule idleRule() {
        return new IdleRule(
                idleThreshold(),
                interval(),
                Map.of(
                        Kind.TRAINING, idleWindow().training(),
                        Kind.PREPROCESSING, idleWindow().preprocessing(),
                        Kind.INTERACTIVE, idleWindow().interactive(),
                        Kind.INFERENCE, idleWindow().inference()));
    }
}
