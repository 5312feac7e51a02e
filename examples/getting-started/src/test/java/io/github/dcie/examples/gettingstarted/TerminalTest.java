package io.github.dcie.examples.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The terminal of these tests does what a shell does, and refuses what it does not know; so do the commands. */
final class TerminalTest {

    private final List<List<String>> run = new ArrayList<>();
    private final Terminal terminal = new Terminal(words -> {
        run.add(words);
        return "42";
    });

    @Test
    void quotesVariablesAndContinuedLines() {
        terminal.type("""
                export A=one
                B=$(count all)
                C="$A-$B"
                show --all "$A two" '$A' \\
                    --as="$C"
                """);

        assertThat(run)
                .containsExactly(List.of("count", "all"), List.of("show", "--all", "one two", "$A", "--as=one-42"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"show $A", "show \"$A\"", "show `a`", "show 'a", "show a | b", "show a; b", "show a # b", "A=a b"
            })
    void whatItDoesNotKnowIsAnError(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> terminal.type(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "describe-table --table-name a",
                "put-item --table-name a",
                "put-item --table-name a --item id=1",
                "get-item --table-name a --key id={S=1} --query a --output b",
            })
    void unknownCommandsAndMissingOptionsAreErrors(String command) {
        DynamoDbClient nobody = new DynamoDbClient() {
            @Override
            public String serviceName() {
                return "nobody";
            }

            @Override
            public void close() {}
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DynamoDbCommands(nobody).run(List.of(command.split(" "))));
    }
}
