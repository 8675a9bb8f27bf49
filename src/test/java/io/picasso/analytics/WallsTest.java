package io.picasso.analytics;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the packages. What stands here is the architecture; a rule that is in the way is discussed first. */
class WallsTest {
    private static final String ROOT = "io.picasso.analytics.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.picasso.analytics");

    /** What only computes. */
    private static final String[] PURE = packages(
            "event",
            "session",
            "key",
            "resource",
            "gate",
            "change",
            "progress",
            "metric",
            "failure",
            "setting",
            "tenant",
            "json");

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Clock",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + name + "..").toArray(String[]::new);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> seenByPureCode() {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(PURE)
                .or(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations"))
                .or(describe("arrays and primitives", type -> type.isPrimitive() || type.isArray()));
        return allowed.and(DescribedPredicate.not(resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.sql..", "java.net..")))
                .or(describe(
                        "addresses as values",
                        type -> type.getName().equals("java.net.URI")
                                || type.getName().equals("java.net.URISyntaxException")))
                .as("the JDK without input and output, and other pure packages");
    }

    @Test
    void theClassesWereImported() {
        assertThat(CLASSES.size()).isGreaterThan(20);
        for (String present : new String[] {"cli.Main", "failure.Failure", "setting.Settings", "cli.render.Answer"}) {
            assertThat(CLASSES.contain(ROOT + present)).as(present).isTrue();
        }
    }

    @Test
    void everyPackageIsOneOfThoseWeAgreedOn() {
        holds(classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(PURE),
                                Stream.of(packages(
                                        "port", "sample", "operation", "adapter", "lambda", "local", "cli", "wiring")))
                        .toArray(String[]::new)));
    }

    @Test
    void pureCodeSeesOnlyPureCode() {
        holds(classes().that().resideInAnyPackage(PURE).should().onlyDependOnClassesThat(seenByPureCode()));
    }

    @Test
    void pureCodeAndOperationsAskNeitherTheClockNorTheProcess() {
        DescribedPredicate<AccessTarget> asksTheClock = describe(
                "the clock of the machine",
                target -> (target.getName().equals("now") || target.getName().startsWith("system"))
                        && CLOCKS.contains(target.getOwner().getName())
                        && !takesAClock(target));
        DescribedPredicate<AccessTarget> asksTheProcess = describe(
                "the process",
                target -> target.getOwner().getName().equals("java.lang.System")
                        && Set.of("getenv", "getProperty", "getProperties", "currentTimeMillis", "out", "err", "in")
                                .contains(target.getName()));
        holds(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .or()
                .resideInAnyPackage(packages("operation"))
                .should()
                .accessTargetWhere(targetOf(asksTheClock.or(asksTheProcess))));
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAccess<?>> targetOf(
            DescribedPredicate<AccessTarget> target) {
        return describe(target.getDescription(), access -> target.test(access.getTarget()));
    }

    private static boolean takesAClock(AccessTarget target) {
        return target instanceof AccessTarget.MethodCallTarget call
                && call.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.time.Clock"));
    }

    @Test
    void packagesHaveNoCycles() {
        holds(slices().matching(ROOT + "(*)..").namingSlices("$1").should().beFreeOfCycles());
    }

    @Test
    void portsSpeakOnlyTheWordsOfTheDomain() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(packages("port"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("operation", "adapter", "lambda", "local", "cli", "wiring")));
    }

    @Test
    void operationsSeeTheDomainAndThePorts() {
        holds(classes()
                .that()
                .resideInAnyPackage(packages("operation"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                        .or(resideInAnyPackage(packages("operation", "port", "sample")))
                        .or(resideInAnyPackage("java..", "org.jspecify.annotations"))
                        .or(describe("arrays and primitives", type -> type.isPrimitive() || type.isArray()))));
    }

    @Test
    void adaptersSeeNeitherOperationsNorTheFrontDoors() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(packages("adapter"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("operation", "lambda", "local", "cli", "wiring")));
    }

    @Test
    void adaptersDoNotSeeEachOther() {
        holds(slices().matching(ROOT + "adapter.aws.(*)..")
                .namingSlices("aws $1")
                .should()
                .notDependOnEachOther());
        for (String adapter : new String[] {"aws", "json", "file", "http", "jwt", "local"}) {
            holds(noClasses()
                    .that()
                    .resideInAPackage(ROOT + "adapter." + adapter + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(packages("adapter"))
                            .and(DescribedPredicate.not(resideInAnyPackage(ROOT + "adapter." + adapter + "..")))));
        }
    }

    @Test
    void theHeavyStackIsSeenOnlyByTheFrontDoorAndTheWiring() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(packages("local", "cli", "wiring"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("local")));
    }

    @Test
    void functionsSeeOperationsTheDomainAndTheWiring() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages("adapter", "local", "cli", "sample")));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "lambda.."));
    }

    @Test
    void eachLibraryHasItsPlace() {
        only("software.amazon.awssdk..", "adapter.aws");
        only("picocli..", "cli");
        only("com.fasterxml.jackson..", "adapter.json", "adapter.file", "cli.render");
        only("io.burt.jmespath..", "cli.render");
        only("com.amazonaws.services.lambda..", "lambda");
        only("com.nimbusds..", "adapter.jwt");
        only("org.crac..", "lambda");
        only("com.sun.net.httpserver..", "adapter.http", "local", "lambda");
        only("org.elasticmq..", "local");
        only("org.gaul..", "local");
        only("com.amazonaws.services.dynamodbv2..", "local");
    }

    private static void only(String library, String... places) {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(packages(places))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @Test
    void onlyMainEndsTheProcess() {
        holds(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "cli.Main")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "local.engine.StackProcess") // a process of its own
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }
}
