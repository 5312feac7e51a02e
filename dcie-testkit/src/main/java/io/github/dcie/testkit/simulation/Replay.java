package io.github.dcie.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses what was chosen before. */
final class Replay implements Chooser {

    private final Choices choices;
    private final List<Choices.Choice> made = new ArrayList<>();
    private int met;

    Replay(Choices choices) {
        this.choices = choices;
    }

    @Override
    public Option choose(ChoicePoint point, List<Option> options) {
        met++;
        Optional<Choices.Choice> choice =
                choices.made().stream().filter(one -> one.point() == met).findAny();
        return choice.isPresent() ? find(choice.get(), point, options) : Option.GO_ON;
    }

    private Option find(Choices.Choice choice, ChoicePoint point, List<Option> options) {
        if (!choice.where().equals(point.toString())) {
            throw notTheSame(choice, point + " now");
        }
        made.add(choice);
        return options.stream()
                .filter(option -> option.toString().equals(choice.what()))
                .findAny()
                .orElseThrow(() -> notTheSame(choice, "possible there is only: " + options));
    }

    private static IllegalStateException notTheSame(Choices.Choice choice, String but) {
        return new IllegalStateException("the story is not the one of these choices: " + choice + ", but " + but);
    }

    /** The run is over. */
    void ended() {
        choices.made().stream()
                .filter(choice -> choice.point() > met)
                .findFirst()
                .ifPresent(choice -> {
                    throw notTheSame(choice, "there are only " + met + " points");
                });
    }

    @Override
    public Choices made() {
        return new Choices(made);
    }
}
