package io.headroom.telemetry;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The targets of a watched file. One that is wrong, or gone for a moment, changes nothing: what it said still holds. */
@Singleton
class FileTargets implements TargetSource {
    private static final Logger LOG = Logger.getLogger(FileTargets.class);

    private final Optional<Path> path;
    private final Optional<TargetsFile> file;
    private final Access access;
    private volatile List<Target> targets = List.of();
    private volatile Outage outage;

    FileTargets(TelemetryConfig config) {
        this.path = config.targetsFile();
        this.file = path.map(TargetsFile::new);
        this.access = config.access().targetsFile().access("headroom.telemetry.access.targets-file");
    }

    @Override
    public Collection<Target> targets(Instant now) {
        file.ifPresent(it -> read(it, now));
        return targets;
    }

    @Override
    public Optional<Outage> outage(Instant now) {
        return Optional.ofNullable(outage);
    }

    private void read(TargetsFile it, Instant now) {
        try {
            it.changed().ifPresent(listed -> {
                targets = listed.stream().map(uri -> Target.at(uri, access)).toList();
                LOG.infof("%d targets in %s", targets.size(), path.get());
                outage = null;
            });
        } catch (IOException e) {
            wrong("cannot be read", now);
        } catch (IllegalArgumentException e) {
            wrong(e.getMessage(), now);
        }
    }

    private void wrong(String why, Instant now) {
        Outage before = outage;
        if (before != null && before.why().equals(why)) return;
        LOG.warnf("%s: %s; its former targets stay", path.get(), why);
        outage = new Outage("The file of targets", before == null ? now : before.since(), targets.size(), why);
    }
}
