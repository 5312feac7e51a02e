package io.github.dcie.house.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Runs the guide's lines, as a shell does; the only program that it has is {@code aws}. */
final class Shell {

    private final AwsCommandLine aws;
    private final Map<String, String> variables = new HashMap<>();

    Shell(AwsCommandLine aws) {
        this.aws = aws;
    }

    /**
     * What came of lines.
     *
     * @param printed what the commands printed, outside of {@code $(…)}
     * @param refused what AWS refused; a shell goes on after it
     */
    record Typed(String printed, List<AwsServiceException> refused) {}

    /** As the line {@code NAME=value}. */
    Shell set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /**
     * Types lines.
     *
     * @throws IllegalArgumentException if they are not what the guide may use
     */
    Typed type(String script) {
        List<String> printed = new ArrayList<>();
        List<AwsServiceException> refused = new ArrayList<>();
        run(ShellParser.parse(script), printed, refused);
        return new Typed(String.join("\n", printed), List.copyOf(refused));
    }

    private void run(List<Statement> statements, List<String> printed, List<AwsServiceException> refused) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Assignment assignment) {
                set(assignment.variable(), value(assignment.value()));
            } else if (statement instanceof Statement.Command command) {
                printed.add(run(command, refused));
            } else if (statement instanceof Statement.Loop loop) {
                for (String each : values(loop.over(), refused)) {
                    set(loop.variable(), each);
                    run(loop.body(), printed, refused);
                }
            }
        }
    }

    private String run(Statement.Command command, List<AwsServiceException> refused) {
        List<String> words = command.words().stream().map(this::value).toList();
        if (!words.get(0).equals("aws")) {
            throw new IllegalArgumentException("command " + words + ": expected aws");
        }
        try {
            return aws.run(words.subList(1, words.size()));
        } catch (AwsServiceException e) {
            refused.add(e);
            return "";
        }
    }

    private List<String> values(List<Word> words, List<AwsServiceException> refused) {
        return words.stream()
                .flatMap(word -> word.pieces().get(0) instanceof Word.Output output
                        ? Stream.of(run(output.command(), refused).split("\\s+"))
                                .filter(each -> !each.isEmpty())
                        : Stream.of(value(word)))
                .toList();
    }

    private String value(Word word) {
        return word.pieces().stream().map(this::value).collect(Collectors.joining());
    }

    private String value(Word.Piece piece) {
        if (piece instanceof Word.Text text) {
            return text.text();
        } else if (piece instanceof Word.Variable variable) {
            return Optional.ofNullable(variables.get(variable.name()))
                    .orElseThrow(() -> new IllegalArgumentException("$" + variable.name() + " is not set"));
        }
        throw new IllegalArgumentException("$(…) outside of a loop's head: the guide does not use it");
    }
}
