package io.headroom.telemetry;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Watches the targets that the settings name: those listed there, the Prometheus server, and those of the file. */
final class ListedTargets {
    private static final Logger LOG = Logger.getLogger(ListedTargets.class);

    private final TelemetryConfig config;
    private final Targets targets;
    private final Optional<TargetsFile> file;
    private final Set<URI> fixed = new HashSet<>();
    private Set<URI> fromFile = Set.of();
    private String trouble;

    ListedTargets(TelemetryConfig config, Targets targets) {
        this.config = config;
        this.targets = targets;
        this.file = config.targetsFile().map(TargetsFile::new);
    }

    void start(Instant now) {
        fixed.addAll(config.targets().orElse(List.of()));
        config.prometheus().ifPresent(fixed::add);
        targets.watch(fixed, now);
        refresh(now);
    }

    /** A file that is wrong, or gone for a moment, changes nothing: what it said before still holds. */
    void refresh(Instant now) {
        if (file.isEmpty()) return;
        try {
            file.get().changed().ifPresent(listed -> watchOnly(listed, now));
            trouble = null;
        } catch (IOException | IllegalArgumentException e) {
            if (!e.toString().equals(trouble))
                LOG.warnf(
                        "%s: %s; its former targets stay", config.targetsFile().get(), e.getMessage());
            trouble = e.toString();
        }
    }

    private void watchOnly(Set<URI> listed, Instant now) {
        Set<URI> gone = new HashSet<>(fromFile);
        gone.removeAll(listed);
        gone.removeAll(fixed);
        targets.forget(gone);
        targets.watch(listed, now);
        fromFile = listed;
        LOG.infof("%d targets in %s", listed.size(), config.targetsFile().get());
    }
}
