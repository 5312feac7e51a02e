package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit finds each planted fault, and the rule that it breaks is the one that says so. */
final class StateStoreContractTest {

    static Stream<Arguments> plantedFaults() {
        return Stream.of(
                Arguments.of(PlantedStores.IgnoresTheRevision.class, "r5_staleWriteChangesNothing"),
                Arguments.of(PlantedStores.IgnoresTheRevision.class, "r6_oneOfManyConcurrentWritesWins"),
                Arguments.of(PlantedStores.ChecksThenWrites.class, "r6_oneOfManyConcurrentWritesWins"),
                Arguments.of(PlantedStores.CreateOverwrites.class, "r3_createWhereThereIsAStateIsLost"),
                Arguments.of(PlantedStores.CreateOverwrites.class, "r3_firstCreateWins"),
                Arguments.of(PlantedStores.ForgetsTheWriteId.class, "r7_ownWriteIsRecognised"),
                Arguments.of(PlantedStores.RecognisesByTheDocument.class, "r7_sameDocumentUnderAnotherIdIsNotOnesOwn"),
                Arguments.of(PlantedStores.RecognisesOwnWritesForEver.class, "r7_ownWriteThatIsOverIsLost"),
                Arguments.of(PlantedStores.ForgetsTheConditionOnTheAction.class, "r13_pauseTypedMeanwhileIsKept"),
                Arguments.of(PlantedStores.ForgetsToSetTheActionBack.class, "r13_acknowledgedResetIsTaken"),
                Arguments.of(PlantedStores.CreateAcknowledgesNothing.class, "r13_createCanAcknowledge"),
                Arguments.of(PlantedStores.EveryWriteSetsTheActionBack.class, "r13_otherWritesLeaveTheActionAlone"),
                Arguments.of(PlantedStores.NumberedStoreSetsTheActionBack.class, "r13_acknowledgedResetIsTaken"),
                Arguments.of(PlantedStores.NumbersOnlyWhatDiffers.class, "r13_numbersGrow"),
                Arguments.of(PlantedStores.UnreadableIsAbsent.class, "r1_unreadableIsNotAbsent"),
                Arguments.of(PlantedStores.UnreadableIsAbsent.class, "r15_foreignStateIsAnError"),
                Arguments.of(PlantedStores.OverwritesForeignState.class, "r15_foreignStateIsNeverOverwritten"),
                Arguments.of(PlantedStores.ActionAloneIsAnError.class, "r1_onlyAnOperatorActionIsAbsent"),
                Arguments.of(PlantedStores.LostRaceThrows.class, "r5_staleWriteChangesNothing"),
                Arguments.of(PlantedStores.TrimsTheDocument.class, "r2_documentIsUnchangedToTheLastCharacter"),
                Arguments.of(PlantedStores.CutsTheDocument.class, "r12_largestDocumentSurvives"),
                Arguments.of(PlantedStores.IdsIgnoreCase.class, "r11_jobsDoNotSeeEachOther"),
                Arguments.of(PlantedStores.ReadsAreCached.class, "r9_readsNeverGoBackBehindOnesOwnWrite"),
                Arguments.of(PlantedStores.RevisionsCountByTwo.class, "r4_revisionsCountUpByOne"),
                Arguments.of(PlantedStores.RequestMakesAState.class, "r14_requestBeforeTheFirstWrite"),
                Arguments.of(PlantedStores.LateWriterWins.class, "r10_lateWriterCannotOverwrite"));
    }

    @ParameterizedTest
    @MethodSource("plantedFaults")
    void findsAPlantedFault(Class<? extends StateStoreContract> planted, String test) {
        assertThat(failures(planted, test)).as(planted.getSimpleName()).hasSize(1);
    }

    @Test
    void hasATestForEachRule() {
        List<String> tests = Stream.of(StateStoreContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName().substring(0, method.getName().indexOf('_')))
                .toList();

        assertThat(tests).contains("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9");
        assertThat(tests).contains("r10", "r11", "r12", "r13", "r14", "r15", "r16");
    }

    private static Map<String, Throwable> failures(Class<?> contract, String test) {
        Map<String, Throwable> failures = new TreeMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(contract, test))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (id.isTest()) {
                    result.getThrowable().ifPresent(thrown -> failures.put(id.getDisplayName(), thrown));
                }
            }
        });
        return failures;
    }
}
