package io.github.dcie.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

@AnalyzeClasses(packages = "io.github.dcie.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNothingOfTheCoordinator =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.github.dcie.core..");

    @ArchTest
    static final ArchRule onlyTheParameterStoreNeedsItsClient = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Parameter\\w*(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.ssm..");

    @ArchTest // who uses an emulator in a program has no JUnit
    static final ArchRule onlyTheContractOfStoresNeedsJUnit = noClasses()
            .that()
            .doNotBelongToAnyOf(StateStoreContract.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.apiguardian..");

    @ArchTest
    static final ArchRule onlyTheGeneratorsNeedJqwik = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.dcie.testkit.jqwik")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.jqwik..");

    @ArchTest
    static final ArchRule readsNoRealClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule neverSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
