package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store refuses to be made with. */
final class SettingsTest {

    @Test
    void everyFaultIsNamedAtOnce() {
        DynamoStateStore.Builder builder = builder("")
                .partitionKeyName("document")
                .keyPrefix("x".repeat(1985))
                .sortKeyName("document")
                .sortKeyValue("")
                .apiCallTimeout(Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("state store on DynamoDB: "
                        + "table name \"\": expected 3 to 255 characters of A-Z a-z 0-9 _ . - or a table's ARN; "
                        + "partitionKeyName \"document\": the states have an attribute of this name; use a table whose"
                        + " key has another one; "
                        + "keyPrefix of 1985 bytes: expected at most 1984, so that a job id fits behind it; "
                        + "sortKeyName \"document\": the states have an attribute of this name; use a table whose key"
                        + " has another one; "
                        + "sortKeyName \"document\": the partition key has this name, too; name the table's sort key; "
                        + "sortKeyValue of 0 bytes: expected 1 to 1024; "
                        + "apiCallTimeout PT0S: expected PT0.001S to PT15M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "jobs table", "arn:aws:s3:::bucket", "arn:aws:dynamodb:eu-central-1:1:table/x"})
    void illegalTableName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoStateStore.create(Clients.refusing(), name))
                .withMessageStartingWith("state store on DynamoDB: ")
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "export-jobs", "a.b_c-D9", "arn:aws:dynamodb:eu-central-1:123456789012:table/jobs"})
    void legalTableName(String name) {
        assertThat(DynamoStateStore.create(Clients.refusing(), name)
                        .tableDefinition()
                        .tableName())
                .isEqualTo(name);
    }

    @Test
    void keyNamesHaveALength() {
        assertFault(builder("abc").partitionKeyName(""), "partitionKeyName of 0 characters: expected 1 to 255");
        assertFault(builder("abc").sortKeyName("x".repeat(256)), "sortKeyName of 256 characters: expected 1 to 255");
        builder("abc").partitionKeyName("x".repeat(255)).build();
    }

    @Test
    void sortKeyValueNeedsASortKey() {
        assertFault(
                builder("abc").sortKeyValue("x"),
                "sortKeyValue without sortKeyName: name the table's sort key, or leave out both");
    }

    @Test
    void lengthsOfKeysAreCountedInBytes() {
        assertFault(
                builder("abc").keyPrefix("é".repeat(993)),
                "keyPrefix of 1986 bytes: expected at most 1984, so that a job id fits behind it");
        assertFault(
                builder("abc").sortKeyName("SK").sortKeyValue("é".repeat(513)),
                "sortKeyValue of 1026 bytes: expected 1 to 1024");
        builder("abc").keyPrefix("é".repeat(992)).build();
    }

    @Test
    void timeLimitIsWithinReason() {
        assertFault(
                builder("abc").apiCallTimeout(Duration.ofSeconds(-1)),
                "apiCallTimeout PT-1S: expected PT0.001S to PT15M");
        // the SDK counts milliseconds, and takes zero for no limit at all
        assertFault(
                builder("abc").apiCallTimeout(Duration.ofNanos(999_999)),
                "apiCallTimeout PT0.000999999S: expected PT0.001S to PT15M");
        assertFault(
                builder("abc").apiCallTimeout(Duration.ofDays(1)), "apiCallTimeout PT24H: expected PT0.001S to PT15M");
        builder("abc").apiCallTimeout(Duration.ofMillis(1)).build();
        builder("abc").apiCallTimeout(Duration.ofMinutes(15)).build();
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                named("client", () -> DynamoStateStore.create(null, "abc")),
                named("tableName", () -> DynamoStateStore.create(Clients.refusing(), null)),
                named("partitionKeyName", () -> builder("abc").partitionKeyName(null)),
                named("keyPrefix", () -> builder("abc").keyPrefix(null)),
                named("sortKeyName", () -> builder("abc").sortKeyName(null)),
                named("sortKeyValue", () -> builder("abc").sortKeyValue(null)),
                named("apiCallTimeout", () -> builder("abc").apiCallTimeout(null)));
    }

    private static Arguments named(String name, ThrowingCallable setter) {
        return Arguments.of(name, setter);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByItsName(String name, ThrowingCallable setter) {
        assertThatNullPointerException().isThrownBy(setter).withMessage(name);
    }

    @Test
    void storeSaysWhereItIs() {
        assertThat(Tables.onShared(Clients.refusing()))
                .hasToString(
                        "states in table app-data with partition key \"PK\" (string) and sort key \"SK\" (string)");
    }

    private static DynamoStateStore.Builder builder(String tableName) {
        return DynamoStateStore.builder(Clients.refusing(), tableName);
    }

    private static void assertFault(DynamoStateStore.Builder builder, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("state store on DynamoDB: " + fault);
    }
}
