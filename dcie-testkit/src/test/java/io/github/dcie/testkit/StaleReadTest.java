package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** No read after write is promised; AWS 5. */
final class StaleReadTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();
    private final SsmClient client = store.client();

    @Test
    void aReadShowsTheParameterAsItWas() {
        store.put("/x", "one");
        pass(Duration.ofSeconds(10));
        store.put("/x", "two");
        store.readsAreStale(Staleness.by(Duration.ofSeconds(5)));

        pass(Duration.ofMillis(4_999));
        Parameter old = client.getParameter(request -> request.name("/x")).parameter();
        assertThat(old.value()).isEqualTo("one");
        assertThat(old.version()).isEqualTo(1);
        assertThat(old.lastModifiedDate()).isEqualTo(START);

        pass(Duration.ofMillis(1));
        assertThat(values("/x")).containsExactly("two");
    }

    @Test
    void whatIsNewIsNotThereYetAndWhatIsDeletedIsStillThere() {
        store.put("/deleted", "v");
        pass(Duration.ofMinutes(1));
        store.put("/new", "v");
        store.remove("/deleted");
        store.readsAreStale(Staleness.by(Duration.ofSeconds(1)));

        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> client.getParameter(request -> request.name("/new")));
        assertThat(client.getParameters(request -> request.names("/new", "/deleted"))
                        .invalidParameters())
                .containsExactly("/new");
        assertThat(listed()).containsExactly("/deleted");
        assertThat(store.parameters()).containsOnlyKeys("/new");

        store.readsAreConsistent();
        assertThat(listed()).containsExactly("/new");
    }

    @Test
    void writesMeetWhatIsThere() {
        store.put("/x", "one");
        store.readsAreStale(Staleness.by(Duration.ofHours(1)));

        assertThat(values("/x")).isEmpty();
        assertThatExceptionOfType(ParameterAlreadyExistsException.class)
                .isThrownBy(() -> client.putParameter(
                        request -> request.name("/x").value("two").type("String")));
        assertThat(client.putParameter(
                                request -> request.name("/x").value("two").overwrite(true))
                        .version())
                .isEqualTo(2);
        client.deleteParameter(request -> request.name("/x"));
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> client.deleteParameter(request -> request.name("/x")));
    }

    @Test
    void everyParameterInEveryReadHasAnAgeOfItsOwn() {
        store.put("/a", "old");
        store.put("/b", "old");
        pass(Duration.ofMinutes(1));
        store.put("/a", "new");
        store.put("/b", "new");
        List<String> asked = new ArrayList<>();
        store.readsAreStale((parameter, read) -> {
            asked.add(parameter + " " + read);
            return parameter.equals("/a") && read == 2 ? Duration.ofSeconds(1) : Duration.ZERO;
        });

        assertThat(values("/a", "/b")).containsExactly("new", "new");
        assertThat(values("/a", "/b")).containsExactly("old", "new");
        assertThat(values("/a", "/b")).containsExactly("new", "new");
        assertThat(asked).containsExactly("/a 1", "/b 1", "/a 2", "/b 2", "/a 3", "/b 3");
    }

    @Test
    void noReadIsOlderThanTwoHours() {
        store.put("/x", "one");
        pass(Duration.ofHours(2));
        store.put("/x", "two");
        pass(Duration.ofHours(2).minusMillis(1));
        store.readsAreStale((parameter, read) -> Duration.ofDays(365));

        assertThat(values("/x")).containsExactly("one");
        pass(Duration.ofMillis(1));
        assertThat(values("/x")).containsExactly("two");
    }

    // what is forgotten must not be missed
    @Test
    void historyReachesTwoHoursBackHoweverMuchIsWritten() {
        store.readsAreStale(Staleness.by(Staleness.LONGEST));
        for (int minute = 0; minute < 1_000; minute++) {
            store.put("/counter", Integer.toString(minute));
            store.put("/journal/" + minute, "v");
            if (minute >= 10) {
                store.remove("/journal/" + (minute - 10));
            }
            if (minute >= 120) {
                assertThat(values("/counter")).containsExactly(Integer.toString(minute - 120));
            }
            pass(Duration.ofMinutes(1));
        }
        // two hours ago minute 880 was still to come, and 869 was the latest to be deleted
        assertThat(client.getParametersByPathPaginator(request -> request.path("/journal")).stream()
                        .flatMap(page -> page.parameters().stream())
                        .map(Parameter::name))
                .containsExactly(
                        "/journal/871",
                        "/journal/872",
                        "/journal/873",
                        "/journal/874",
                        "/journal/875",
                        "/journal/876",
                        "/journal/877",
                        "/journal/878",
                        "/journal/879",
                        "/journal/880");
    }

    @Test
    void seededAgesRepeatThemselves() {
        Staleness one = Staleness.seeded(42, 100, Duration.ofMinutes(30));
        Staleness two = Staleness.seeded(42, 100, Duration.ofMinutes(30));
        Staleness other = Staleness.seeded(43, 100, Duration.ofMinutes(30));
        int old = 0;
        int below = 0;
        int different = 0;
        for (int read = 1; read <= 10_000; read++) {
            Duration age = one.of("/dcie/orders", read);
            assertThat(two.of("/dcie/orders", read)).isEqualTo(age);
            assertThat(age).isBetween(Duration.ZERO, Duration.ofMinutes(30));
            old += age.isZero() ? 0 : 1;
            // half of the magnitudes: the square root of 1,800,000 ms
            below += !age.isZero() && age.toMillis() <= 1_341 ? 1 : 0;
            different += other.of("/dcie/orders", read).equals(age) ? 0 : 1;
        }

        assertThat(old).isBetween(900, 1_100);
        assertThat(below).isBetween(old * 4 / 10, old * 6 / 10);
        assertThat(different).isGreaterThan(1_000);
        assertThat(one.of("/a", 1)).isEqualTo(two.of("/a", 1));
    }

    @Test
    void seededReadsRepeatThemselves() {
        List<String> once = aStory(5);

        assertThat(aStory(5)).isEqualTo(once);
        assertThat(aStory(6)).isNotEqualTo(once);
    }

    @Test
    void agesAreChecked() {
        assertThat(Staleness.none().of("/x", 1)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Staleness.by(Duration.ofSeconds(-1)))
                .withMessage("age PT-1S: expected zero to PT2H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Staleness.by(Duration.ofHours(2).plusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Staleness.seeded(1, 1_001, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Staleness.seeded(1, -1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Staleness.seeded(1, 10, Duration.ZERO));
    }

    private static List<String> aStory(long seed) {
        ParameterStoreEmulator store = ParameterStoreEmulator.create();
        store.readsAreStale(Staleness.seeded(seed, 500, Duration.ofMinutes(10)));
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 100; step++) {
            store.put("/x", "value " + step);
            store.clock().advance(Duration.ofSeconds(10));
            store.client().getParameters(request -> request.names("/x")).parameters().stream()
                    .map(Parameter::value)
                    .forEach(seen::add);
        }
        return seen;
    }

    private void pass(Duration duration) {
        store.clock().advance(duration);
    }

    private List<String> values(String... names) {
        return client.getParameters(request -> request.names(names)).parameters().stream()
                .map(Parameter::value)
                .toList();
    }

    private List<String> listed() {
        return client.getParametersByPath(request -> request.path("/")).parameters().stream()
                .map(Parameter::name)
                .toList();
    }
}
