package io.github.dcie.admin.internal.recovery;

import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.core.internal.model.JobState;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence says.
 *
 * @param health what is the matter with the stored state
 * @param obstacles why no state can be written; empty if one can
 * @param remarks what a person should know of it
 * @param state the state as it must have been; empty if there are obstacles
 */
public record Rebuilt(StateHealth health, List<Obstacle> obstacles, List<String> remarks, Optional<JobState> state) {

    /** Copies the lists. */
    public Rebuilt {
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }
}
