package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifierTest {

    private final List<ExportEvent> told = new ArrayList<>();

    private static void deliverAll(Notifier notifier) throws Exception {
        for (ExportEvent event : Samples.events()) {
            notifier.deliver(event);
        }
    }

    @Test
    void noneAcceptsEverything() {
        assertThatCode(() -> deliverAll(Notifier.none())).doesNotThrowAnyException();
    }

    @Test
    void onHandsOverOneKindInOrder() throws Exception {
        List<Long> sequences = new ArrayList<>();
        deliverAll(Notifier.on(ExportCommitted.class, event -> sequences.add(event.sequence())));

        assertThat(sequences).containsExactly(0L, 1L);
    }

    @Test
    void onTakesOneRecordOrAllEvents() throws Exception {
        deliverAll(Notifier.on(WindowCommitted.class, told::add));
        assertThat(told).containsExactly(Samples.windowCommitted());

        told.clear();
        deliverAll(Notifier.on(ExportEvent.class, told::add));
        assertThat(told).isEqualTo(Samples.events());
    }

    @Test // a handler of all events serves for one kind, too
    void onTakesAHandlerOfAWiderKind() throws Exception {
        Notifier.Handler<ExportEvent> wider = told::add;
        deliverAll(Notifier.on(ConditionEvent.class, wider));

        assertThat(told)
                .containsExactly(Samples.conditionBegan(), Samples.conditionContinues(), Samples.conditionEnded());
    }

    @Test
    void filterHandsOverWhatIsWanted() throws Exception {
        Notifier all = told::add;
        deliverAll(all.filter(event -> event.windowsBehind() > 3));

        assertThat(told)
                .containsExactly(
                        Samples.fullExportCommitted(),
                        Samples.conditionBegan(),
                        Samples.conditionContinues(),
                        Samples.conditionEnded());
    }

    @Test
    void andThenTellsBothInOrder() throws Exception {
        List<String> calls = new ArrayList<>();
        Notifier first = event -> calls.add("first");
        Notifier both = first.andThen(event -> calls.add("second")).andThen(event -> calls.add("third"));

        both.deliver(Samples.windowCommitted());

        assertThat(calls).containsExactly("first", "second", "third");
    }

    @Test // N1: an exception means "still pending", so no combinator may swallow it
    void exceptionsPassUnchanged() {
        IOException refused = new IOException("refused");
        Notifier failing = event -> {
            throw refused;
        };

        assertThatThrownBy(() -> failing.filter(event -> true).deliver(Samples.windowCommitted()))
                .isSameAs(refused);
        assertThatThrownBy(() -> Notifier.none().andThen(failing).deliver(Samples.windowCommitted()))
                .isSameAs(refused);
        assertThatThrownBy(() -> Notifier.on(ExportEvent.class, event -> {
                            throw refused;
                        })
                        .deliver(Samples.windowCommitted()))
                .isSameAs(refused);
    }

    @Test
    void exceptionsOfThePredicatePass() {
        Notifier filtered = Notifier.none().filter(event -> {
            throw new IllegalStateException("predicate");
        });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filtered.deliver(Samples.windowCommitted()));
    }

    @Test // N1: the event is given to both again, so the second need not hear of it now
    void whatTheFirstRefusesTheSecondIsNotTold() {
        Notifier failing = event -> {
            throw new IOException("refused");
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> failing.andThen(told::add).deliver(Samples.windowCommitted()));
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNotWantedIsAcceptedWithoutAskingTheHandler() {
        Notifier failing = event -> {
            throw new IOException("refused");
        };

        assertThatCode(() -> deliverAll(failing.filter(event -> false))).doesNotThrowAnyException();
    }

    @Test // F6: found when the notifier is put together, not as an event that is pending for ever
    void nullIsRefusedWhereItEnters() {
        assertThatNullPointerException()
                .isThrownBy(() -> Notifier.on(null, event -> {}))
                .withMessage("type");
        assertThatNullPointerException()
                .isThrownBy(() -> Notifier.on(ExportEvent.class, null))
                .withMessage("handler");
        assertThatNullPointerException()
                .isThrownBy(() -> Notifier.none().filter(null))
                .withMessage("wanted");
        assertThatNullPointerException()
                .isThrownBy(() -> Notifier.none().andThen(null))
                .withMessage("next");
    }
}
