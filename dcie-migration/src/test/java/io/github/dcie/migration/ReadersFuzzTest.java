package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** Whatever another system's state has become: what it claims, each claim in a line of words, at once. */
class ReadersFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 20_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 20_261_130);
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final int WARM_UP = 500;
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String PATH = "/incremental-export/orders/";

    /** Sorted, so that a seed means the same in every process. */
    private static final SortedMap<String, String> ROW =
            new TreeMap<>(Map.of("id", "RUN", "runStatus", "COMPLETED", "lastRunTime", "2026-01-01T11:45:00Z"));

    private static final SortedMap<String, String> DEPLOYMENT = new TreeMap<>(Map.of(
            "full-export-time", "2025-12-31T20:18:50.622Z",
            "last-incremental-export-time", "2026-01-01T11:45:00Z",
            "workflow-initiated", "true",
            "workflow-state", "NORMAL",
            "workflow-action", "PAUSE"));

    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    private GetItemResponse item = GetItemResponse.builder().build();
    private GetParametersResponse parameters = GetParametersResponse.builder().build();
    private final JobTableRow row = JobTableRow.create(dynamoDb(), "JobExport");
    private final DcieDeployment deployment = DcieDeployment.builder(ssm(), "orders")
            .clock(InstantSource.fixed(NOW))
            .build();

    private DynamoDbClient dynamoDb() {
        DynamoDbClient client = mock(DynamoDbClient.class, withSettings().stubOnly());
        when(client.getItem(any(GetItemRequest.class))).thenAnswer(call -> item);
        return client;
    }

    private SsmClient ssm() {
        SsmClient client = mock(SsmClient.class, withSettings().stubOnly());
        when(client.getParameters(any(GetParametersRequest.class))).thenAnswer(call -> parameters);
        return client;
    }

    private interface Reader {
        PriorChain read() throws StateStoreException;
    }

    @Test
    void whatTheMutantsAreMadeFromHasACursor() throws Exception {
        item = row(new Random(SEED), 0);
        parameters = deployment(new Random(SEED), 0);

        assertThat(row.read().cursor()).contains(Instant.parse("2026-01-01T11:45:00Z"));
        assertThat(deployment.read().cursor()).contains(Instant.parse("2026-01-01T11:45:00Z"));
        assertThat(Claim.worst(deployment.read().claims())).isEqualTo(Claim.Verdict.PROVEN);
    }

    @Test
    void aMutantOfARowIsReadAsWhatItSays() {
        isRead("rows", row::read, dice -> item = row(dice, 1 + dice.nextInt(3)));
    }

    @Test
    void aMutantOfADeploymentIsReadAsWhatItSays() {
        isRead("deployments", deployment::read, dice -> parameters = deployment(dice, 1 + dice.nextInt(3)));
    }

    private interface Mutation {
        void make(Random dice);
    }

    private void isRead(String what, Reader reader, Mutation mutation) {
        System.out.println(what + " mutated with seed " + SEED);
        int cursors = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            mutation.make(new Random(SEED + mutant));
            Judged first = judge(mutant, reader);
            Duration took = first.took();
            if (took.compareTo(LONGEST) >= 0) {
                took = judge(mutant, reader).took(); // one of two may be the machine's
            }
            cursors += first.hasCursor() ? 1 : 0;
            assertThat(mutant < WARM_UP || took.compareTo(LONGEST) < 0)
                    .as("mutant %s of seed %s took %s", mutant, SEED, took)
                    .isTrue();
        }
        assertThat(cursors).as("mutants with a cursor").isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    private record Judged(boolean hasCursor, Duration took) {}

    private Judged judge(int mutant, Reader reader) {
        long begun = thread.getCurrentThreadCpuTime();
        try {
            PriorChain chain = reader.read();
            Duration took = Duration.ofNanos(thread.getCurrentThreadCpuTime() - begun);
            assertThat(chain.claims())
                    .as("mutant %s of seed %s", mutant, SEED)
                    .isNotEmpty()
                    .allSatisfy(claim ->
                            assertThat(claim.message()).hasSizeLessThan(2_000).matches("[^\\p{Cc}\\p{Cf}]*"));
            return new Judged(chain.cursor().isPresent(), took);
        } catch (StateStoreException | RuntimeException e) {
            throw new AssertionError("mutant " + mutant + " of seed " + SEED, e);
        }
    }

    // ---- the mutants -----------------------------------------------------------------------------------------------

    private static GetItemResponse row(Random dice, int mutations) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        ROW.forEach((name, text) -> attributes.put(name, AttributeValue.fromS(text)));
        for (int i = 0; i < mutations; i++) {
            String name = List.copyOf(ROW.keySet()).get(dice.nextInt(ROW.size()));
            switch (dice.nextInt(4)) {
                case 0 -> attributes.remove(name);
                case 1 -> attributes.put(name, AttributeValue.fromS(mutated(ROW.getOrDefault(name, ""), dice)));
                case 2 -> attributes.put("x\n\u001b[31m\u202e".repeat(dice.nextInt(2_000)), anyValue(dice));
                default -> attributes.put(name, anyValue(dice));
            }
        }
        return GetItemResponse.builder().item(attributes).build();
    }

    private static AttributeValue anyValue(Random dice) {
        return switch (dice.nextInt(10)) {
            case 0 -> AttributeValue.fromBool(dice.nextBoolean());
            case 1 -> AttributeValue.fromNul(dice.nextBoolean());
            case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[dice.nextInt(1000)]));
            case 3 -> AttributeValue.fromSs(List.of("a", "b"));
            case 4 -> AttributeValue.fromN("1".repeat(400_000));
            case 5 -> AttributeValue.fromL(List.of());
            case 6 -> AttributeValue.fromM(Map.of());
            case 7 -> AttributeValue.builder().build();
            case 8 -> AttributeValue.fromS(null);
            default -> AttributeValue.fromS("x\n\u202e".repeat(dice.nextInt(100_000)));
        };
    }

    private static GetParametersResponse deployment(Random dice, int mutations) {
        List<Parameter> found = new ArrayList<>();
        DEPLOYMENT.forEach((name, text) -> found.add(Parameter.builder()
                .name(PATH + name)
                .value(text)
                .version(3L)
                .lastModifiedDate(NOW.minus(Duration.ofHours(1)))
                .build()));
        for (int i = 0; i < mutations && !found.isEmpty(); i++) {
            int at = dice.nextInt(found.size());
            Parameter parameter = found.get(at);
            switch (dice.nextInt(4)) {
                case 0 -> found.remove(at);
                case 1 -> found.set(at, parameter.copy(other -> other.value(mutated(parameter.value(), dice))));
                case 2 -> found.set(at, parameter.copy(other -> other.lastModifiedDate(anyDate(dice))));
                default -> found.add(parameter.copy(other -> other.name(mutated(PATH + "workflow-state", dice))));
            }
        }
        return GetParametersResponse.builder().parameters(found).build();
    }

    private static Instant anyDate(Random dice) {
        return switch (dice.nextInt(5)) {
            case 0 -> null;
            case 1 -> Instant.MIN;
            case 2 -> Instant.MAX;
            case 3 -> NOW.plus(Duration.ofDays(dice.nextInt(50_000)));
            default -> NOW.minusSeconds(dice.nextInt(3600));
        };
    }

    private static String mutated(String text, Random dice) {
        String whole = text == null ? "RESET_WITH_FULL_EXPORT_AGAIN" : text;
        int at = dice.nextInt(whole.length() + 1);
        return switch (dice.nextInt(8)) {
            case 0 -> whole.substring(0, at);
            case 1 -> whole.substring(at);
            case 2 -> whole.substring(0, at) + (char) dice.nextInt(0x10000) + whole.substring(at);
            case 3 -> whole + "{{";
            case 4 -> "+1000000000-12-31T23:59:59.999999999Z";
            case 5 -> null;
            case 6 -> "x\n\u202e".repeat(dice.nextInt(100_000));
            default -> new String(whole.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
        };
    }
}
