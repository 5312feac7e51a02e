package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F6: whatever stands where a name should, it is taken whole or refused with the documented exception, quickly. */
class ArnFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 100_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 15);
    private static final long AT_MOST = 50_000_000;
    private static final String STRANGE = "\u0000\n\r\t\u001b\u202e\ud800é日/:*${}\"\\ .-_%";

    private static final List<String> ARNS = List.of(
            "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
            "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/" + "t".repeat(255),
            "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/01768385930622-efd1a093");

    @ParameterizedTest
    @ValueSource(strings = {"table", "export", "job", "prefix"})
    void aMutantIsTakenWholeOrRefused(String what) {
        Function<String, String> read = switch (what) {
            case "table" -> text -> TableArn.of(text).value();
            case "export" ->
                text -> ExportArn.of(text).table() + "/export/"
                        + ExportArn.of(text).exportId();
            case "job" -> text -> JobId.of(text).value();
            default ->
                text -> S3Destination.bucket("acme").withPrefix(text).prefix().orElseThrow();
        };
        Random random = new Random(SEED);
        int taken = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutated(ARNS.get(random.nextInt(ARNS.size())), random);
            long begun = System.nanoTime();
            taken += taken(read, mutant) ? 1 : 0;
            // one of them may be the machine's
            if (System.nanoTime() - begun > AT_MOST && nanos(read, mutant) > AT_MOST) {
                throw new AssertionError("slow: " + Printable.line(mutant));
            }
        }
        System.out.println(what + ": " + MUTANTS + " mutants, seed " + SEED + ", taken " + taken);
    }

    private static boolean taken(Function<String, String> read, String mutant) {
        try {
            assertThat(read.apply(mutant)).isEqualTo(mutant);
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage()));
            return false;
        }
    }

    private static long nanos(Function<String, String> read, String mutant) {
        long begun = System.nanoTime();
        taken(read, mutant);
        return System.nanoTime() - begun;
    }

    static String mutated(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(mutant.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> mutant.insert(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
                case 1 -> mutant.delete(at, Math.min(mutant.length(), at + 1 + random.nextInt(9)));
                case 2 -> mutant.setLength(Math.max(1, at));
                case 3 -> mutant.insert(at, (char) random.nextInt(0x10000));
                default -> mutant.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return mutant.toString();
    }
}
