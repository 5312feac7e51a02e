package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The JSON that pages print is JSON: code blocks, and what commands of the AWS CLI are given. A text within it that is a
 * document itself, such as the policy of a queue, is read, too: AWS refuses one with a line break in it.
 */
class JsonOfPagesTest {

    private static final Pattern BLOCK =
            Pattern.compile("^ *```json\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** Up to a line break that is neither within quotes nor behind a backslash. */
    private static final Pattern COMMAND =
            Pattern.compile("^ *aws (?:[^'\\\\\n]|\\\\.|'[^']*')*", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern ARGUMENT = Pattern.compile("'([{\\[][^']*)'");

    static List<Path> pages() throws IOException {
        return LinksTest.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itIsJson(Path page) {
        assertThat(documents(Reactor.read(page))).allSatisfy(JsonOfPagesTest::read);
    }

    @Test // the patterns find what is there
    void blocksAndArgumentsOfCommandsAreFound() throws IOException {
        assertThat(documents(Reactor.read(Reactor.ROOT.resolve("docs/events.md"))))
                .hasSizeGreaterThan(3);
        assertThat(documents(Reactor.read(Reactor.ROOT.resolve("examples/lambda/README.md"))))
                .hasSize(1);
        assertThat(documents(Reactor.read(Reactor.ROOT.resolve("examples/spring-boot/README.md"))))
                .hasSize(2);
    }

    @Test
    void whatIsNoJsonIsFoundOut() {
        for (String argument : List.of(
                "{\"a\":}",
                "{\"a\":1}}",
                "{\"a\":\"two\n lines\"}",
                "{\"Policy\":\"{\\\"Statement\\\":[}\"}",
                "{\"Policy\":\"{\\\"Id\\\":\\\"two\\n lines\\\"}\"}",
                "[{\"Policy\":[\"{\\\"Id\\\":}\"]}]")) {
            assertThat(documents("    aws sqs create-queue \\\n      --attributes '" + argument + "'\n"))
                    .containsExactly(argument);
            assertThatThrownBy(() -> read(argument)).as(argument).isInstanceOf(RuntimeException.class);
        }
        read("{\"Policy\":\"{\\\"Statement\\\":[]}\",\n \"a\":[1,\"no document\"]}");
    }

    private static List<String> documents(String page) {
        Stream<String> arguments = COMMAND.matcher(page)
                .results()
                .map(MatchResult::group)
                .flatMap(command -> ARGUMENT.matcher(command).results())
                .map(argument -> argument.group(1));
        return Stream.concat(BLOCK.matcher(page).results().map(block -> block.group(1)), arguments)
                .toList();
    }

    private static void read(String document) {
        // as a list's one element: the parser does not look at what is behind a value
        JsonNode list = JsonNode.parser().parse("[" + document + "]");
        assertThat(list.asArray()).hasSize(1);
        readInner(list);
    }

    private static void readInner(JsonNode node) {
        if (node.isArray()) {
            node.asArray().forEach(JsonOfPagesTest::readInner);
        } else if (node.isObject()) {
            node.asObject().values().forEach(JsonOfPagesTest::readInner);
        } else if (node.isString() && node.asString().startsWith("{")) {
            read(node.asString());
        }
    }
}
