package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

    private static final String PREFIX = "arn:aws:dynamodb:eu-central-1:123456789012:table/";

    private static JobId forTable(String name) {
        return JobId.forTable(TableArn.of(PREFIX + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "orders", "Orders_2.eu-west", "-", ".", "0"})
    void legal(String value) {
        assertThat(JobId.of(value)).hasToString(value).isEqualTo(new JobId(value));
    }

    @Test
    void sixtyFourCharactersAreTheMost() {
        assertThat(JobId.of("a".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> JobId.of("a".repeat(65)));
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"", " ", "a/b", "/orders", "a b", "orders\n", "bestellungen-für-morgen", "a:b", "a#b", "ａ"})
    void anIllegalIdIsNamedWithTheRuleAndTheWayOut(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobId.of(value))
                .withMessageContainingAll(
                        "job id \"" + Printable.line(value) + "\"",
                        "1 to 64 characters of A-Z a-z 0-9 _ . -",
                        "JobId.forTable");
    }

    @Property // F6: the pattern means what the message says
    void exactlyWhatTheMessageSaysIsLegal(
            @ForAll @CharRange(from = ' ', to = '\u017f') @StringLength(max = 66) String value) {
        boolean legal = !value.isEmpty()
                && value.length() <= 64
                && value.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0));

        if (legal) {
            assertThat(JobId.of(value).value()).isEqualTo(value);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> JobId.of(value));
        }
    }

    @Test
    void aTableOfUpToSixtyFourCharactersKeepsItsName() {
        assertThat(forTable("orders").value()).isEqualTo("orders");
        assertThat(forTable("a".repeat(64)).value()).isEqualTo("a".repeat(64));
    }

    @Test
    void aLongerNameIsCutAndEndsWithItsHash() {
        String name = "a".repeat(65);

        assertThat(forTable(name).value()).hasSize(64).startsWith("a".repeat(51) + "-");
        // pinned: another hash would make another job of a table that is being exported
        assertThat(forTable(name).value()).isEqualTo("a".repeat(51) + "-635361c48bb9");
    }

    @Test
    void longNamesThatDifferAtTheEndDoNotMeet() {
        String common = "a".repeat(254);

        assertThat(forTable(common + "1")).isNotEqualTo(forTable(common + "2"));
        assertThat(forTable(common + "1")).isEqualTo(forTable(common + "1"));
    }

    @Property
    void everyTableHasALegalIdOfItsOwn(@ForAll("names") String one, @ForAll("names") String other) {
        Assume.that(!one.equals(other));

        assertThat(forTable(one).value()).hasSizeBetween(3, 64);
        assertThat(forTable(one)).isNotEqualTo(forTable(other)).isEqualTo(forTable(one));
    }

    @Provide
    Arbitrary<String> names() {
        // few letters after a long common beginning: near misses are likely
        return Arbitraries.strings()
                .withChars('a', 'b', '-', '_', '.', '0')
                .ofMinLength(3)
                .ofMaxLength(75)
                .map(end -> "x".repeat(60).substring(0, end.length() % 2 * 60) + end);
    }

    @Test
    void idsAreOrderedLikeTheirText() {
        assertThat(JobId.of("a")).isLessThan(JobId.of("b")).isEqualByComparingTo(JobId.of("a"));
        assertThat(JobId.of("B")).isLessThan(JobId.of("a"));
    }

    @Property
    void orderAgreesWithEquals(
            @ForAll @Chars({'a', 'b', 'B'}) @StringLength(min = 1, max = 2) String one,
            @ForAll @Chars({'a', 'b', 'B'}) @StringLength(min = 1, max = 2) String other) {
        assertThat(JobId.of(one).compareTo(JobId.of(other)) == 0)
                .isEqualTo(JobId.of(one).equals(JobId.of(other)));
    }
}
