package io.github.dcie.core.internal.turn;

import com.google.common.collect.ImmutableList;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.facts.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * What a step has done, and what went wrong in it.
 *
 * @param actions what was decided and done, in order
 * @param troubles calls without an answer, in order
 * @param damage what shows that the state was not written by this library like this; nothing may be built on it
 */
public record Notes(ImmutableList<StepAction> actions, ImmutableList<Trouble> troubles, Optional<String> damage) {

    static final Notes NONE = new Notes(ImmutableList.of(), ImmutableList.of(), Optional.empty());

    Notes did(StepAction action) {
        return new Notes(plus(actions, action), troubles, damage);
    }

    Notes troubled(Trouble trouble) {
        return new Notes(actions, plus(troubles, trouble), damage);
    }

    Notes damaged(String what) {
        return new Notes(actions, troubles, damage.or(() -> Optional.of(what)));
    }

    Notes withoutActions() {
        return new Notes(ImmutableList.of(), troubles, damage);
    }

    private static <T> ImmutableList<T> plus(List<T> all, T one) {
        return ImmutableList.<T>builder().addAll(all).add(one).build();
    }
}
