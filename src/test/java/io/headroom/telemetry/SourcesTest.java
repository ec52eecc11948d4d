package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several sources, of which some change their minds and some break. */
class SourcesTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final URI A = URI.create("http://a:9400/metrics");
    private static final URI B = URI.create("http://b:9400/metrics");

    private final Targets targets = new Targets();
    private final Said first = new Said();
    private final Said second = new Said();
    private final Sources sources = new Sources(List.of(first, second), targets);

    @Test
    void whatNobodyNamesAnyLongerLeaves() {
        first.says(Target.at(A), Target.at(B));
        second.says(Target.at(B));
        sources.refresh(NOON);
        first.says();
        sources.refresh(NOON);
        assertThat(watched()).containsExactly(B);
    }

    @Test
    void whatIsWatchedWithoutASourceStays() {
        targets.watch(List.of(A), NOON);
        sources.refresh(NOON);
        assertThat(watched()).containsExactly(A);
    }

    @Test
    void aSourceThatBreaksNamesWhatItNamedLast() {
        first.says(Target.at(A));
        sources.refresh(NOON);
        first.breaks();
        second.says(Target.at(B));
        sources.refresh(NOON);
        assertThat(watched()).containsExactly(A, B);
    }

    @Test
    void ofTwoThatNameTheSameTheFirstIsBelieved() {
        Target known = new Target(A, "n1", null, Access.OPEN, true);
        first.says(known);
        second.says(Target.at(A));
        sources.refresh(NOON);
        assertThat(targets.all()).extracting(Targets.Status::target).containsExactly(known);
    }

    @Test
    void anAddressThatMovedToAnotherNodeStartsAnewAndIsNotTakenForLate() {
        first.says(new Target(A, "n1", null, Access.OPEN, true));
        sources.refresh(NOON);
        Instant later = NOON.plusSeconds(600);
        assertThat(targets.all().getFirst().late(later, Duration.ofSeconds(45))).isTrue();
        first.says(new Target(A, "n2", null, Access.OPEN, true));
        sources.refresh(later);
        assertThat(targets.all().getFirst().late(later, Duration.ofSeconds(45))).isFalse();
    }

    @Test
    void outagesAreThoseOfAllSources() {
        second.outage = new TargetSource.Outage("Kubernetes", NOON, 8, "Connection refused");
        assertThat(sources.outages(NOON)).containsExactly(second.outage);
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> Target.at(URI.create("http://me:secret@a:9400/metrics")))
                .hasMessageContaining("must not hold a password")
                .message()
                .doesNotContain("secret");
    }

    private List<URI> watched() {
        return targets.all().stream().map(it -> it.target().uri()).toList();
    }

    private static final class Said implements TargetSource {
        private List<Target> said = List.of();
        private Outage outage;

        void says(Target... targets) {
            said = List.of(targets);
        }

        void breaks() {
            said = null;
        }

        @Override
        public Collection<Target> targets(Instant now) {
            if (said == null) throw new IllegalStateException("broken");
            return said;
        }

        @Override
        public Optional<Outage> outage(Instant now) {
            return Optional.ofNullable(outage);
        }
    }
}
