package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.name;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** A service that shows a journal in which some things are other than the store has left them, and pages it oddly. */
final class MutatedJournal implements SsmClient {

    static final long NEWEST = 58;

    private static final String ACTION = "/dcie/orders/workflow-action";

    private static final List<Parameter> WHOLE = Stream.concat(
                    Stream.of(parameter(ACTION, "RUN", 0), parameter(name(0), Envelope.format(Writes.expecting(0)), 0)),
                    LongStream.rangeClosed(NEWEST - 17, NEWEST)
                            .mapToObj(revision -> parameter(
                                    name(revision), Envelope.format(Writes.expecting(revision - 1)), revision)))
            .toList();

    private static final List<Instant> STRANGE_TIMES = List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("2199-12-31T23:59:59.999Z"),
            Instant.parse("+292278994-08-17T07:12:55.807Z"));

    private final Random dice;
    private final List<Parameter> journal = new ArrayList<>(WHOLE);
    private final List<List<Parameter>> pages = new ArrayList<>();
    private boolean endless;
    private boolean answersMore;

    MutatedJournal(Random dice, int mutations) {
        this.dice = dice;
        for (int i = 0; i < mutations; i++) {
            mutate();
        }
        paginate(mutations > 0);
    }

    private static Parameter parameter(String name, String value, long quarter) {
        return Parameter.builder()
                .name(name)
                .type(ParameterType.STRING)
                .value(value)
                .version(1L)
                .lastModifiedDate(Writes.AT.plusSeconds(900 * quarter))
                .build();
    }

    private void mutate() {
        int which = dice.nextInt(journal.size());
        Parameter.Builder mutant = journal.get(which).toBuilder();
        switch (dice.nextInt(9)) {
            case 0 -> {
                journal.remove(which);
                journal.addAll(journal.isEmpty() ? WHOLE : List.of());
                return;
            }
            case 1 -> mutant.name(any(strangeNames()));
            case 2, 3 -> mutant.value(mutated(journal.get(which).value()));
            case 4 -> mutant.version(any(List.of(0L, -1L, 2L, Long.MAX_VALUE, Long.MIN_VALUE)));
            case 5 -> mutant.lastModifiedDate(any(STRANGE_TIMES));
            case 6 -> journal.add(any(journal).copy(copy -> copy.name(any(strangeNames()))));
            case 7 ->
                journal.add(any(journal)
                        .copy(copy -> copy.value(mutated(any(journal).value()))));
            default -> blank(mutant);
        }
        journal.set(which, mutant.build());
    }

    private void blank(Parameter.Builder mutant) {
        switch (dice.nextInt(5)) {
            case 0 -> mutant.name(null);
            case 1 -> mutant.value(null);
            case 2 -> mutant.version(null);
            case 3 -> mutant.lastModifiedDate(null);
            default -> mutant.type(dice.nextBoolean() ? "SecureString" : null);
        }
    }

    private List<String> strangeNames() {
        return List.of(
                "",
                "/",
                ACTION,
                ACTION + "/",
                name(0),
                name(1),
                name(NEWEST + 1),
                name(NEWEST - 1 - dice.nextInt(30)),
                name(999_999_999_999L),
                name(999_999_999_998L),
                "/dcie/orders/state/1000000000000",
                "/dcie/orders/state/00000000058",
                "/dcie/orders/state/-00000000058",
                "/dcie/orders/state/٠٠٠٠٠٠٠٠٠٠٦٠",
                "/dcie/orders/state/000000000058/x",
                "/dcie/orders2/state/000000000060",
                "/DCIE/orders/state/000000000060",
                "x\n\u001b[31m\u202e".repeat(dice.nextInt(1000)));
    }

    private String mutated(String value) {
        if (value == null) {
            return "";
        }
        int at = dice.nextInt(value.length() + 1);
        String[] lines = value.split("\n", -1);
        int line = dice.nextInt(lines.length);
        return switch (dice.nextInt(12)) {
            case 0 -> "";
            case 1 -> value.substring(0, at);
            case 2 -> value.substring(at);
            case 3 -> value.substring(0, at) + (char) dice.nextInt(0x10000) + value.substring(at);
            case 4 -> value.substring(0, at) + "\n".repeat(dice.nextInt(9) == 0 ? 500_000 : 1) + value.substring(at);
            case 5 -> value.replace("dcie-state 1", "dcie-state " + dice.nextLong());
            case 6 -> value.replace("dcie-state 1", "dcie-state " + "9".repeat(dice.nextInt(200_000)));
            case 7 -> value.replace("dcie-state 1", "dcie-state ٢");
            case 8 -> with(lines, line, "");
            case 9 -> with(lines, line, lines[dice.nextInt(lines.length)]);
            case 10 -> value.replace("{", "{{".repeat(dice.nextInt(3_000)));
            default -> "\u001b\u202e\n".repeat(dice.nextInt(100_000));
        };
    }

    private static String with(String[] lines, int number, String other) {
        lines[number] = other;
        return String.join("\n", lines);
    }

    private void paginate(boolean oddly) {
        List<Parameter> left = new ArrayList<>(journal);
        left.removeIf(parameter -> ACTION.equals(parameter.name()));
        if (oddly) {
            Collections.shuffle(left, dice);
        }
        while (!left.isEmpty()) {
            int size = oddly ? dice.nextInt(12) : 10;
            List<Parameter> page = left.subList(0, Math.min(size, left.size()));
            pages.add(List.copyOf(page));
            page.clear();
        }
        if (oddly && dice.nextInt(10) == 0) {
            pages.remove(dice.nextInt(pages.size()));
        }
        endless = oddly && dice.nextInt(50) == 0;
        answersMore = oddly && dice.nextInt(10) == 0;
    }

    @Override
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int next = endless ? (page + 1) % Math.max(1, pages.size()) : page + 1;
        return GetParametersByPathResponse.builder()
                .parameters(page < pages.size() ? pages.get(page) : List.of())
                .nextToken(endless || next < pages.size() ? String.format(Locale.ROOT, "%d", next) : null)
                .build();
    }

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        return GetParametersResponse.builder()
                .parameters(journal.stream()
                        .filter(parameter -> answersMore || request.names().contains(parameter.name()))
                        .toList())
                .build();
    }

    @Override
    public PutParameterResponse putParameter(PutParameterRequest request) {
        if (dice.nextBoolean()) {
            throw ParameterAlreadyExistsException.builder().message("it exists").build();
        }
        return PutParameterResponse.builder()
                .version(dice.nextInt(4) == 0 ? null : Long.valueOf(dice.nextInt(3)))
                .build();
    }

    private <T> T any(List<T> choice) {
        return choice.get(dice.nextInt(choice.size()));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
