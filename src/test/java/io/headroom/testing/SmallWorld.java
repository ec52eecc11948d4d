package io.headroom.testing;

import io.headroom.local.demo.TestWorld;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/**
 * A world in which every number is known: one flavor of 8 GPUs on two nodes, of which vision and nlp own 4 each and
 * search none. No exporter knows these GPUs, so nothing is ever measured of them and their health is what a test says.
 */
@ApplicationScoped
public class SmallWorld {
    public static final String FLAVOR = "test-gpu";

    private final Jdbi jdbi;
    private final TestWorld world;

    SmallWorld(Jdbi jdbi, TestWorld world) {
        this.jdbi = jdbi;
        this.world = world;
    }

    /** This world and nothing else, at the real time. */
    public void reset() {
        world.become(this::fill);
    }

    private void fill() {
        jdbi.useHandle(handle -> handle.createScript("""
                        INSERT INTO cohort (name) VALUES ('research'), ('products');
                        INSERT INTO team (name, cohort) VALUES ('vision', 'research'), ('nlp', 'research'), ('search', 'products');
                        INSERT INTO flavor (name) VALUES ('test-gpu');
                        INSERT INTO quota (team, flavor, nominal) VALUES
                            ('vision', 'test-gpu', 4), ('nlp', 'test-gpu', 4), ('search', 'test-gpu', 0);
                        INSERT INTO node (name) VALUES ('test-1'), ('test-2');
                        INSERT INTO device (node, gpu_index, uuid, model, flavor, health_since)
                        SELECT 'test-' || n, i, 'GPU-test-' || n || '-' || i, 'Test GPU', 'test-gpu', now()
                        FROM generate_series(1, 2) n, generate_series(0, 3) i;
                        """).execute());
    }
}
