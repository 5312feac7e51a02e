package io.github.dcie.core.internal.step;

import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.effect.Effect.ReadState;
import io.github.dcie.core.internal.effect.Effect.Time;
import io.github.dcie.core.internal.effect.Effect.WriteState;
import io.github.dcie.core.internal.effect.News;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.effect.ReadResult;
import io.github.dcie.core.internal.effect.WriteAnswer;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.turn.Turn;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored state as one step reads and writes it. Used by one step. */
final class Storage {

    private final Performer outside;
    private final Settings settings;
    private final StateReader states;
    private int logged;

    Storage(Performer outside, Settings settings, StateReader states) {
        this.outside = outside;
        this.settings = settings;
        this.states = states;
    }

    StoredState read(Time time) throws NoTimeException, StateStoreException {
        ReadResult result = outside.perform(new ReadState(time));
        if (result instanceof ReadResult.Failed failed) {
            throw failed.failure().asException();
        }
        return ((ReadResult.Read) result).stored();
    }

    Optional<JobState> decode(StoredState stored) throws UnusableStateException {
        return stored.document().isPresent()
                ? Optional.of(states.read(settings.job(), stored.document().get()))
                : Optional.empty();
    }

    /** Writes a turn's state, conditionally. */
    WriteResult write(Turn turn, Revision expected) throws NoTimeException, StateStoreException {
        WriteAnswer answer = tryToWrite(turn, expected);
        if (answer instanceof WriteAnswer.Unknown unknown) {
            throw unknown.failure().asException();
        }
        return ((WriteAnswer.Known) answer).result();
    }

    WriteAnswer tryToWrite(Turn turn, Revision expected) throws NoTimeException {
        StateDocument document = StateCodec.encode(turn.state());
        WriteAnswer answer = outside.perform(new WriteState(
                expected,
                document,
                new Statuses(settings, turn.now()).readable(turn.state()),
                turn.now(),
                turn.acknowledges(),
                news(turn)));
        if (answer.equals(WriteAnswer.WRITTEN)) {
            logged = turn.actions().size();
            states.wrote(settings.job(), document, turn.state());
        }
        return answer;
    }

    private List<News> news(Turn turn) {
        int generation = turn.state().generation().number();
        List<News> news = new ArrayList<>();
        for (StepAction action : turn.actions().subList(logged, turn.actions().size())) {
            news.add(News.of(generation, action));
        }
        turn.newConditions().forEach(condition -> news.add(new News(News.Level.INFO, generation, condition)));
        return List.copyOf(news);
    }
}
