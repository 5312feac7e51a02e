package io.github.dcie.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** An IAM policy document of docs/iam. */
record Policy(JsonNode document) {

    static Policy in(Path file) {
        return new Policy(JsonNode.parser().parse(Reactor.read(file)));
    }

    String version() {
        return document.asObject().get("Version").asString();
    }

    Set<String> actions() {
        return statements().stream()
                .flatMap(statement -> texts(statement, "Action"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> resources() {
        return statements().stream()
                .flatMap(statement -> texts(statement, "Resource"))
                .toList();
    }

    /** What is allowed on everything there is. */
    Set<String> unboundedActions() {
        return statements().stream()
                .filter(statement -> texts(statement, "Resource").anyMatch("*"::equals))
                .flatMap(statement -> texts(statement, "Action"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<JsonNode> statements() {
        return document.asObject().get("Statement").asArray();
    }

    private static Stream<String> texts(JsonNode statement, String field) {
        JsonNode value = statement.asObject().get(field);
        return value.isArray() ? value.asArray().stream().map(JsonNode::asString) : Stream.of(value.asString());
    }
}
