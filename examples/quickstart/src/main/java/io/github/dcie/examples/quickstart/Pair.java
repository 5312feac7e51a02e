package io.github.dcie.examples.quickstart;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Two processes that step at the same time: the second makes its step in the middle of the first one's, just before the
 * first writes its state or asks for an export. So the worst moment always comes, and always the same for a seed.
 */
final class Pair {

    private final ExportCoordinator first;
    private final ExportCoordinator second;
    private final String stateWrite;
    private final Random random;
    private final List<AdvanceOutcome> outcomes = new ArrayList<>();
    private String meetingPlace = "";
    private int racesLost;

    /**
     * Two that start now.
     *
     * @param start makes a process
     * @param stateWrite AWS's name of the operation that writes the state
     * @param random what the meeting places depend on
     */
    Pair(Function<FaultPlan, ExportCoordinator> start, String stateWrite, Random random) {
        this.first = start.apply(FaultPlan.none().withBoundary(this::meet));
        this.second = start.apply(FaultPlan.none());
        this.stateWrite = stateWrite;
        this.random = random;
    }

    /** Both make a step. */
    List<AdvanceOutcome> step() throws StateStoreException {
        outcomes.clear();
        // the first time before the write of the state, so that there is a lost race to be seen
        meetingPlace = racesLost > 0 && random.nextInt(3) == 0 ? "ExportTableToPointInTime" : stateWrite;
        AdvanceOutcome answer = first.advance();
        if (outcomes.isEmpty()) {
            outcomes.add(second.advance());
        }
        outcomes.add(answer);
        if (isLostRace(answer)) {
            racesLost++;
        }
        return List.copyOf(outcomes);
    }

    int racesLost() {
        return racesLost;
    }

    static boolean isLostRace(AdvanceOutcome answer) {
        return answer instanceof Idle idle && idle.reason() == Idle.Reason.LOST_RACE;
    }

    private void meet(String operation, When when) {
        if (when == When.BEFORE && operation.equals(meetingPlace) && outcomes.isEmpty()) {
            try {
                outcomes.add(second.advance());
            } catch (StateStoreException e) {
                throw new IllegalStateException("the second process cannot reach the state", e);
            }
        }
    }
}
