package io.github.dcie.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dcie.spi.WriteId;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The house's directions, and what no part of it may do. */
@AnalyzeClasses(packages = "io.github.dcie", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] AROUND_THE_CORE = {
        "io.github.dcie.dynamo..", "io.github.dcie.ssm..", "io.github.dcie.sns..", "io.github.dcie.micrometer.."
    };

    private static final String CORE = "io.github.dcie.core.internal.";

    private static final String[] PURE = {
        CORE + "timing",
        CORE + "condition",
        CORE + "model",
        CORE + "facts",
        CORE + "rules",
        CORE + "report",
        CORE + "turn"
    };

    private static final String[] STEP = {CORE + "effect", CORE + "step"};

    private static final String[] PUBLISHED = {
        "io.github.dcie",
        "io.github.dcie.spi",
        "io.github.dcie.reader..",
        "io.github.dcie.core..",
        "io.github.dcie.admin..",
        "io.github.dcie.migration..",
        "io.github.dcie.dynamo..",
        "io.github.dcie.ssm..",
        "io.github.dcie.sns..",
        "io.github.dcie.micrometer.."
    };

    @ArchTest // stores, notifiers and metrics → api ← core
    static final ArchRule whatIsAroundDoesNotSeeTheCore = noClasses()
            .that()
            .resideInAnyPackage(AROUND_THE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dcie.core..");

    @ArchTest
    static final ArchRule theCoreSeesNothingAroundIt = noClasses()
            .that()
            .resideInAPackage("io.github.dcie.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AROUND_THE_CORE)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dcie.admin..", "io.github.dcie.migration..", "io.github.dcie.reader..");

    @ArchTest // admin → reader → api; what is optional is in two places
    static final ArchRule theReaderNeedsJsonAlone = classes()
            .that()
            .resideInAPackage("io.github.dcie.reader..")
            .and()
            .haveNameNotMatching(".*\\.S3ExportFiles(\\$.*)?")
            .and()
            .resideOutsideOfPackage("io.github.dcie.reader.internal.ion")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify..",
                    "io.github.dcie",
                    "io.github.dcie.reader..");

    @ArchTest // replay → reader → api
    static final ArchRule theReplayNeedsNoCore = classes()
            .that()
            .resideInAPackage("io.github.dcie.replay..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "software.amazon.awssdk..",
                    "org.jspecify..",
                    "io.github.dcie",
                    "io.github.dcie.reader",
                    "io.github.dcie.replay..");

    @ArchTest // core ← admin ← migration
    static final ArchRule whatIsDoneNowAndThenSeesTheCoreAlone = noClasses()
            .that()
            .resideInAnyPackage("io.github.dcie.admin..", "io.github.dcie.migration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AROUND_THE_CORE);

    @ArchTest // its client is an optional dependency
    static final ArchRule onlyDcieDeploymentKnowsParameterStore = noClasses()
            .that()
            .resideInAPackage("io.github.dcie.migration..")
            .and()
            .haveNameNotMatching(".*\\.DcieDeployment(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.ssm..");

    @ArchTest
    static final ArchRule adminDoesNotSeeMigration = noClasses()
            .that()
            .resideInAPackage("io.github.dcie.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.dcie.migration..");

    @ArchTest
    static final ArchRule nothingPublishedSeesTheTestKit = noClasses()
            .that()
            .resideInAnyPackage(PUBLISHED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.dcie.testkit..");

    @ArchTest // times ← what is stored ← what is answered ← rules ← what is said ← the step ← the shell
    static final ArchRule thePackagesOfTheCoreHaveAnOrder = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.github.dcie.core.internal..")
            .layer("timing")
            .definedBy(CORE + "timing")
            .layer("condition")
            .definedBy(CORE + "condition")
            .layer("model")
            .definedBy(CORE + "model")
            .layer("facts")
            .definedBy(CORE + "facts")
            .layer("rules")
            .definedBy(CORE + "rules")
            .layer("report")
            .definedBy(CORE + "report")
            .layer("effect")
            .definedBy(CORE + "effect")
            .layer("turn")
            .definedBy(CORE + "turn")
            .layer("step")
            .definedBy(CORE + "step")
            .layer("json")
            .definedBy(CORE + "json")
            .layer("recording")
            .definedBy(CORE + "recording")
            .layer("document")
            .definedBy(CORE + "document")
            .layer("dynamodb")
            .definedBy(CORE + "dynamodb")
            .layer("guard")
            .definedBy(CORE + "guard")
            .layer("run")
            .definedBy(CORE + "run")
            .whereLayer("timing")
            .mayNotAccessAnyLayer()
            .whereLayer("condition")
            .mayNotAccessAnyLayer()
            .whereLayer("model")
            .mayOnlyAccessLayers("timing", "condition")
            .whereLayer("facts")
            .mayOnlyAccessLayers("timing", "condition", "model")
            .whereLayer("rules")
            .mayOnlyAccessLayers("timing", "condition", "model", "facts")
            .whereLayer("report")
            .mayOnlyAccessLayers("timing", "condition", "model", "facts", "rules")
            .whereLayer("effect")
            .mayOnlyAccessLayers("facts")
            .whereLayer("turn")
            .mayOnlyAccessLayers("timing", "condition", "model", "facts", "rules")
            .whereLayer("step")
            .mayOnlyAccessLayers(
                    "timing", "condition", "model", "facts", "rules", "report", "effect", "turn", "document")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("document")
            .mayOnlyAccessLayers("json", "timing", "condition", "model", "facts", "rules", "report")
            .whereLayer("recording")
            .mayOnlyAccessLayers("json", "facts", "rules", "effect", "turn", "step")
            .whereLayer("dynamodb")
            .mayOnlyAccessLayers("timing", "condition", "model", "facts")
            .whereLayer("guard")
            .mayOnlyAccessLayers("timing", "condition", "model", "facts")
            .whereLayer("run")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest // decisions are pure functions of values
    static final ArchRule whatDecidesCallsNothing = classes()
            .that()
            .resideInAnyPackage(PURE)
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Stream.concat(
                            Stream.of(PURE),
                            Stream.of(
                                    "java.lang..",
                                    "java.time..",
                                    "java.util..",
                                    "java.nio.charset",
                                    "com.google.common..",
                                    "org.jspecify..",
                                    "io.github.dcie",
                                    "io.github.dcie.spi",
                                    "io.github.dcie.core"))
                    .toArray(String[]::new));

    @ArchTest // a step can be run again from a record: no clock, no client, no random number, no log
    static final ArchRule aStepOnlyWants = noClasses()
            .that()
            .resideInAnyPackage(STEP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "org.slf4j..", "java.util.concurrent..", "java.io..", "java.net..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(InstantSource.class, Clock.class, Random.class, UUID.class, WriteId.class, System.class);

    @ArchTest // only the adapter, the guards, what runs it and the front door know the SDK
    static final ArchRule theSdkStaysAtTheEdge = noClasses()
            .that()
            .resideInAPackage(CORE + "document")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest // S14: no clock but the injected one
    static final ArchRule nobodyReadsAStaticClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest // the default of an option
    static final ArchRule onlyBuildersNameTheSystemsClock =
            noClasses().that().doNotHaveSimpleName("Builder").should().callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule nobodyHasAThread = noClasses()
            .that()
            .resideInAnyPackage(PUBLISHED)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Executor.class, Executors.class, Timer.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule nobodyHasStaticState = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(PUBLISHED)
            .and()
            .areStatic()
            .should()
            .notBeFinal();

    @ArchTest
    static final ArchRule noPublicMethodTakesABoolean = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "io.github.dcie",
                    "io.github.dcie.core",
                    "io.github.dcie.reader",
                    "io.github.dcie.admin",
                    "io.github.dcie.migration",
                    "io.github.dcie.dynamo",
                    "io.github.dcie.ssm",
                    "io.github.dcie.sns",
                    "io.github.dcie.micrometer",
                    "io.github.dcie.testkit")
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new com.tngtech.archunit.lang.ArchCondition<>("take no boolean") {
                @Override
                public void check(
                        com.tngtech.archunit.core.domain.JavaMethod method,
                        com.tngtech.archunit.lang.ConditionEvents events) {
                    boolean takes =
                            method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(boolean.class));
                    if (takes && !method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                        events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                method, method.getFullName() + " takes a boolean"));
                    }
                }
            });
}
