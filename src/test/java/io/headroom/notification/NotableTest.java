package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that happens is forgotten: people are told of it, or it was decided that they are not. */
class NotableTest {
    @Test
    void whoeverTellsTheJournalIsKnown() {
        Set<String> tellers = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.headroom")
                        .get(Journal.class)
                        .getMethodCallsToSelf()
                        .stream()
                        .filter(call -> call.getName().equals("tell"))
                        .map(JavaAccess::getOriginOwner)
                        .map(owner -> owner.getSimpleName())
                        .collect(Collectors.toSet());
        assertThat(tellers).isEqualTo(KnownActions.BY_TELLER.keySet());
    }

    @Test
    void everyActionIsEitherToldOrSilent() {
        Set<String> silent = new TreeSet<>(KnownActions.all());
        silent.removeIf(action -> Notable.of(happened(action)).isPresent());
        assertThat(silent).isEqualTo(new TreeSet<>(KnownActions.SILENT));
    }

    @Test
    void nothingIsNotableThatNeverHappens() {
        assertThat(Notable.values()).allSatisfy(notable -> assertThat(KnownActions.all())
                .anyMatch(action -> Notable.of(happened(action)).equals(Optional.of(notable))));
    }

    private static Happened happened(String action) {
        return new Happened(
                Instant.EPOCH, "somebody", action, new Happened.Subject("x", "1", null), Set.of(), null, null, "");
    }
}
