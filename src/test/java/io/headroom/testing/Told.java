package io.headroom.testing;

import io.headroom.platform.Happened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the portal told, of what was committed. */
@ApplicationScoped
public class Told {
    private final List<Happened> heard = new CopyOnWriteArrayList<>();

    void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) Happened happened) {
        heard.add(happened);
    }

    /** What was told of one thing, oldest first. */
    public List<Happened> about(String id) {
        return heard.stream().filter(it -> it.subject().id().equals(id)).toList();
    }

    /** The same, only what was done. */
    public List<String> actions(String id) {
        return about(id).stream().map(Happened::action).toList();
    }
}
