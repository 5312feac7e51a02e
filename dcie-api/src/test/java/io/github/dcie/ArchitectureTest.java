package io.github.dcie;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StepRecorder;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.github.dcie", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule apiDependsOnTheJdkAndAnnotationsOnly = classes()
            .that()
            .areNotAssignableTo(EventJson.class)
            .and()
            .areNotAssignableTo(ExportSignals.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.github.dcie", "io.github.dcie.spi", "java..", "org.jspecify..");

    @ArchTest // streaming only: no data-binding library comes with the API
    static final ArchRule jsonNeedsJacksonsStreamingOnly = classes()
            .that()
            .areAssignableTo(EventJson.class)
            .or()
            .areAssignableTo(ExportSignals.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.github.dcie", "java..", "org.jspecify..", "com.fasterxml.jackson.core");

    @ArchTest // embedders choose their own JSON library, and its version
    static final ArchRule noSignatureNamesJackson = noCodeUnits()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("com.fasterxml..")))
            .orShould()
            .haveRawReturnType(resideInAPackage("com.fasterxml.."))
            .orShould()
            .declareThrowableOfType(resideInAPackage("com.fasterxml.."));

    @ArchTest
    static final ArchRule wordsDoNotKnowTheSpi = noClasses()
            .that()
            .resideInAPackage("io.github.dcie")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.dcie.spi..");

    @ArchTest
    static final ArchRule spiDependsOnTheWordsOnly = classes()
            .that()
            .resideInAPackage("io.github.dcie.spi")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.github.dcie", "io.github.dcie.spi", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nobodyHasToGuessWhatTrueMeans = noCodeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawParameterTypes(anyElementThat(equivalentTo(boolean.class).or(equivalentTo(Boolean.class))));

    @ArchTest
    static final ArchRule accessorsAreNamedLikeWhatTheyGive =
            noMethods().should().haveNameMatching("get([A-Z_].*)?");

    @ArchTest
    static final ArchRule onlyWhatTheUserWritesMayThrowAnything = noCodeUnits()
            .that()
            .arePublic()
            .and()
            .areNotDeclaredIn(Notifier.class)
            .and()
            .areNotDeclaredIn(Notifier.Handler.class)
            .and()
            .areNotDeclaredIn(CompletionCheck.class)
            .and()
            .areNotDeclaredIn(StepRecorder.class)
            .should()
            .declareThrowableOfType(Exception.class)
            .orShould()
            .declareThrowableOfType(Throwable.class);

    @ArchTest // S14: time is handed in
    static final ArchRule nobodyReadsAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
}
