package io.headroom;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What may know what. Think hard before you loosen a rule. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.headroom");

    /** Beside the repositories: who makes JDBI, who only sends or sets something of the transaction, who fills a demo. */
    private static final Set<String> OTHERS_WITH_JDBI = Set.of(
            "io.headroom.platform.Database",
            "io.headroom.platform.Signals",
            "io.headroom.planning.Snapshots",
            "io.headroom.request.IdempotencyKeys",
            "io.headroom.local.demo.DemoWorld");

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern UNESCAPED = Pattern.compile("\\.(raw|safe)\\b");

    @Test
    void theAllocatorIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..allocator..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.headroom.allocator..", "java..")
                .check(MAIN);
    }

    @Test
    void theAllocatorNeverReadsTheClock() {
        noClasses()
                .that()
                .resideInAPackage("..allocator..")
                .should()
                .callMethodWhere(readsTheTime())
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(MAIN);
    }

    /** {@code ./headroom plan} starts in a tenth of a second because of this. */
    @Test
    void theWorldFormatNeedsNoServer() {
        classes()
                .that()
                .resideInAPackage("io.headroom.world..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.headroom.world..", "io.headroom.allocator..", "com.fasterxml.jackson.core..", "java..")
                .check(MAIN);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching("io.headroom.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    /** A countdown in a test, a replay, another time zone: all need that one place decides what time it is. */
    @Test
    void onlyClocksReadsTheClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.headroom.platform.Clocks")
                .should()
                .callMethodWhere(readsTheTime())
                .check(MAIN);
    }

    @Test
    void onlyRepositoriesSpeakSql() {
        noClasses()
                .that(new DescribedPredicate<>("are neither repositories nor " + OTHERS_WITH_JDBI) {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        String outermost = type.getName().replaceFirst("\\$.*", "");
                        return !outermost.endsWith("Repository") && !OTHERS_WITH_JDBI.contains(outermost);
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jdbi..")
                .check(MAIN);
    }

    /** Pages are on top of everything, the local world beside it: nothing may lean on either. */
    @Test
    void nobodyLeansOnTheBoardOrOnTheLocalWorld() {
        for (String top : Set.of("board", "local"))
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.headroom." + top + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.headroom." + top + "..")
                    .check(MAIN);
    }

    /** Without a cluster nothing may look for one, and a client of this size must not spread. */
    @Test
    void onlyOnePackageSpeaksToKubernetes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.headroom.kubernetes..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.fabric8.."))
                .check(MAIN);
    }

    @Test
    void repositoriesAreTheirFeaturesOwn() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .notBePublic()
                .check(MAIN);
    }

    @Test
    void templatesEscapeEverything() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertThat(UNESCAPED.matcher(Files.readString(file)).find())
                        .as("%s prints something unescaped", file)
                        .isFalse();
        }
    }

    private static DescribedPredicate<JavaMethodCall> readsTheTime() {
        var ofTime = resideInAPackage("java.time..");
        var asking = nameMatching("now|systemUTC|systemDefaultZone|tick.*");
        return new DescribedPredicate<>("read the machine's clock") {
            @Override
            public boolean test(JavaMethodCall call) {
                boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
                boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                        && call.getName().equals("currentTimeMillis");
                return millis || noArguments && ofTime.test(call.getTargetOwner()) && asking.test(call.getTarget());
            }
        };
    }
}
