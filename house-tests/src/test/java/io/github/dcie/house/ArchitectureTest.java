package io.github.dcie.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The house's directions, and what no part of it may do. */
@AnalyzeClasses(packages = "io.github.dcie", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] AROUND_THE_CORE = {
        "io.github.dcie.dynamo..", "io.github.dcie.ssm..", "io.github.dcie.sns..", "io.github.dcie.micrometer.."
    };

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

    @ArchTest // admin → reader → api; neither the SDK nor anything else
    static final ArchRule theReaderNeedsJsonAlone = classes()
            .that()
            .resideInAPackage("io.github.dcie.reader..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify..",
                    "io.github.dcie",
                    "io.github.dcie.reader..");

    @ArchTest // core ← admin ← migration
    static final ArchRule whatIsDoneNowAndThenSeesTheCoreAlone = noClasses()
            .that()
            .resideInAnyPackage("io.github.dcie.admin..", "io.github.dcie.migration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AROUND_THE_CORE);

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

    @ArchTest // the chain is a pure value
    static final ArchRule theChainCallsNothing = classes()
            .that()
            .resideInAPackage("io.github.dcie.core.internal.chain")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.time..",
                    "java.util..",
                    "java.nio.charset",
                    "com.google.common..",
                    "org.jspecify..",
                    "io.github.dcie",
                    "io.github.dcie.spi",
                    "io.github.dcie.core",
                    "io.github.dcie.core.internal.chain");

    @ArchTest // only the adapter, what it is built with, and the front door know the SDK
    static final ArchRule theSdkStaysAtTheEdge = noClasses()
            .that()
            .resideInAnyPackage("io.github.dcie.core.internal.chain", "io.github.dcie.core.internal.state")
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
