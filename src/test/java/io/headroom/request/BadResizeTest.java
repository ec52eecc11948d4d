package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes that make no sense for a lease of 4 that changes by 2; 8 GPUs exist. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadResizeTest {
    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    private String lease;

    /** Not before all: only a test knows the portal's port. */
    @BeforeEach
    void once() {
        if (lease != null) return;
        world.reset();
        lease = api("vision-lead")
                .holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "2").raw("stepGpus", "2"), "admin");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                bad("no number", "{}", 422, "gpus is missing", "from 1 to 8"),
                bad("none", "{\"gpus\": 0}", 422, "gpus “0”", "from 1 to 8 (all test-gpu there are)"),
                bad("fewer than none", "{\"gpus\": -1}", 422, "gpus “-1”", "from 1 to 8"),
                bad("more than exist", "{\"gpus\": 9}", 422, "gpus “9”", "from 1 to 8"),
                bad("a million million", "{\"gpus\": 1000000000000}", 422, "gpus", "whole number"),
                bad("half a GPU", "{\"gpus\": 2.5}", 422, "gpus", "2.5", "whole number"),
                bad("a word", "{\"gpus\": \"six\"}", 422, "gpus", "six"),
                bad("the size it has", "{\"gpus\": 4}", 422, "gpus “4”", "another size than the 4"),
                bad("between two steps", "{\"gpus\": 3}", 422, "gpus “3”", "whole steps of 2 away from 4"),
                bad("a long story", "{\"gpus\": 6, \"purpose\": \"" + "x".repeat(501) + "\"}", 422, "purpose", "500"),
                bad("an unknown field", "{\"gpu\": 6}", 422, "gpu", "known fields"),
                bad("no JSON", "six please", 400, "JSON"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefused(String body, int status, String[] named) {
        Written before = Written.in(jdbi);
        assertProblem(api("vision-lead").post("leases/" + lease + "/resizes", body), status, named);
        assertProblem(api("vision-lead").post("leases/" + lease + "/resizes?dryRun=true", body), status, named);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    private static Arguments bad(String name, String body, int status, String... named) {
        return argumentSet(name, body, status, named);
    }
}
