package io.github.dcie.house.operations;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The queries that the guide uses, word for word. With {@code --output text} each page of an answer is asked for itself,
 * and a list is printed on one line with tabs between (AWS CLI User Guide, Setting the output format).
 */
final class AwsQueries {

    private static final Map<String, Function<SdkPojo, Stream<String>>> QUERIES = Map.of(
            "Item.document.S",
            page -> Optional.ofNullable(((GetItemResponse) page).item().get("document"))
                    .map(AttributeValue::s)
                    .or(() -> Optional.of("None"))
                    .stream(),
            "Items[].jobId.S",
            page -> ((ScanResponse) page)
                    .items().stream().map(item -> item.get("jobId").s()),
            "Parameter.Value",
            page -> Stream.of(((GetParameterResponse) page).parameter().value()),
            "Parameters[].Name",
            AwsQueries::names,
            "Parameters[?ends_with(Name, '/workflow-action')].Name",
            page -> names(page).filter(name -> name.endsWith("/workflow-action")));

    private AwsQueries() {}

    static String print(String query, SdkPojo page) {
        List<String> words = Optional.ofNullable(QUERIES.get(query))
                .orElseThrow(() ->
                        new IllegalArgumentException("--query " + query + ": expected one of " + QUERIES.keySet()))
                .apply(page)
                .toList();
        return String.join("\t", words);
    }

    /** Without a query: all members. Neither JSON nor the SDK's own text, which hides what could be a secret. */
    static String print(SdkPojo answer) {
        return answer.sdkFields().stream()
                .map(field -> Map.entry(field.memberName(), text(field.getValueOrDefault(answer))))
                .filter(member -> !member.getValue().isEmpty())
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof SdkPojo part) {
            return print(part);
        } else if (value instanceof Map<?, ?> entries) {
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + text(entry.getValue()))
                    .collect(Collectors.joining(", "));
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().map(AwsQueries::text).collect(Collectors.joining(", "));
        }
        return Objects.toString(value, "");
    }

    private static Stream<String> names(SdkPojo page) {
        return ((GetParametersByPathResponse) page).parameters().stream().map(Parameter::name);
    }
}
