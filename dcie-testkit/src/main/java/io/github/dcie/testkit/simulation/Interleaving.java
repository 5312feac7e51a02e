package io.github.dcie.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** The rounds of one run: what happens in them is chosen, and limited for all of them together. */
final class Interleaving implements Rounds {

    private final Chooser chooser;
    private final Lanes lanes;
    private Allowed allowed;

    Interleaving(Chooser chooser, Lanes lanes, Allowed allowed) {
        this.chooser = chooser;
        this.lanes = lanes;
        this.allowed = allowed;
    }

    @Override
    public void together(Simulation world) {
        new Round(world, this, lanes).play();
    }

    /**
     * A process has come to a point.
     *
     * @param others to which processes the turn may be given
     */
    Option choose(ChoicePoint point, List<SimulatedProcess> others) {
        List<Option> options = new ArrayList<>();
        options.add(Option.GO_ON);
        // behind the last effect a process can only die: what else may happen there may happen to the next one
        boolean end = point.kind() == ChoicePoint.Kind.LAST;
        if (!end && allowed.switches() > 0) {
            others.forEach(other -> options.add(new Option.SwitchTo(other.name())));
        }
        if (allowed.crashes() > 0) {
            options.add(Option.CRASH);
        }
        if (!end && allowed.freezes() > 0) {
            allowed.times().forEach(time -> options.add(new Option.Freeze(time)));
        }
        Option chosen = chooser.choose(point, options);
        allowed = allowed.after(chosen);
        return chosen;
    }

    /** One cannot go on, and one of several others does. That is no switch, and costs nothing. */
    Option chooseNext(ChoicePoint point, List<SimulatedProcess> candidates) {
        List<Option> options = new ArrayList<>();
        options.add(Option.GO_ON);
        candidates.stream().skip(1).forEach(other -> options.add(new Option.SwitchTo(other.name())));
        return chooser.choose(point, options);
    }
}
