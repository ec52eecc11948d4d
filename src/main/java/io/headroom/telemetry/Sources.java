package io.headroom.telemetry;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Watches what any source names, and no more what none names any longer. */
@ApplicationScoped
public class Sources {
    private static final Logger LOG = Logger.getLogger(Sources.class);

    private final List<TargetSource> sources;
    private final Targets targets;
    private final Map<TargetSource, Collection<Target>> named = new HashMap<>();
    private Set<URI> watched = Set.of();

    Sources(@All List<TargetSource> sources, Targets targets) {
        this.sources = List.copyOf(sources);
        this.targets = targets;
    }

    /** Sources that cannot tell which targets there are now. */
    public List<TargetSource.Outage> outages(Instant now) {
        return sources.stream().flatMap(source -> source.outage(now).stream()).toList();
    }

    /** Asks every source; of an address that several name, the first is believed. */
    synchronized void refresh(Instant now) {
        Map<URI, Target> all = new LinkedHashMap<>();
        for (TargetSource source : sources) {
            ask(source, now);
            named.getOrDefault(source, List.of()).forEach(target -> all.putIfAbsent(target.uri(), target));
        }
        Set<URI> gone = new HashSet<>(watched);
        gone.removeAll(all.keySet());
        targets.forget(gone);
        targets.watchAs(all.values(), now);
        watched = Set.copyOf(all.keySet());
    }

    /** A source that breaks must not end the scraping of what it named before. */
    private void ask(TargetSource source, Instant now) {
        try {
            named.put(source, source.targets(now));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s cannot say which targets there are: %s",
                    source.getClass().getSimpleName(), e.getMessage());
        }
    }
}
