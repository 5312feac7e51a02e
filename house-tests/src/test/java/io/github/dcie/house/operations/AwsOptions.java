package io.github.dcie.house.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The options of one command. {@code aws} has an option for each member of the request, {@code --table-name} for
 * {@code TableName}, so the SDK's request tells which there are; and a few for all commands (AWS CLI User Guide, Command
 * line options).
 */
final class AwsOptions {

    /** One attribute, a string: {@code name={S=value}} (AWS CLI User Guide, Shorthand syntax). */
    private static final Pattern SHORTHAND = Pattern.compile("([A-Za-z:]+)=\\{S=([A-Za-z0-9_.-]+)}");

    private final List<String> ofTheRequest = new ArrayList<>();
    private Optional<String> query = Optional.empty();

    AwsOptions(List<String> words) {
        Optional<String> output = Optional.empty();
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "--query" -> query = Optional.of(valueOf(words, at++));
                case "--output" -> output = Optional.of(valueOf(words, at++));
                default -> ofTheRequest.add(words.get(at));
            }
        }
        boolean asText = output.equals(Optional.of("text"));
        if (query.isPresent() != asText || output.isPresent() != asText) {
            throw new IllegalArgumentException(
                    words + ": expected --query and --output text together; the guide uses no other output");
        }
    }

    /** What of the answer is printed, as text. */
    Optional<String> query() {
        return query;
    }

    /** Sets the members of a request. */
    void fill(SdkPojo request) {
        for (int at = 0; at < ofTheRequest.size(); at++) {
            String option = ofTheRequest.get(at);
            SdkField<?> field = request.sdkFields().stream()
                    .filter(candidate -> option(candidate).equals(option))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(option + ": the command has no such option"));
            boolean isFlag = field.marshallingType() == MarshallingType.BOOLEAN;
            field.set(request, isFlag ? true : value(field, valueOf(ofTheRequest, at++)));
        }
    }

    private static String valueOf(List<String> words, int option) {
        if (option + 1 == words.size()) {
            throw new IllegalArgumentException(words.get(option) + ": expected a value behind it");
        }
        return words.get(option + 1);
    }

    private static Object value(SdkField<?> field, String word) {
        if (field.marshallingType() == MarshallingType.STRING) {
            return word;
        }
        Matcher attribute = SHORTHAND.matcher(word);
        if (field.marshallingType() != MarshallingType.MAP || !attribute.matches()) {
            throw new IllegalArgumentException(
                    option(field) + " " + word + ": expected a string, or name={S=value}; the guide uses nothing else");
        }
        return Map.of(attribute.group(1), AttributeValue.fromS(attribute.group(2)));
    }

    private static String option(SdkField<?> field) {
        return "-" + field.memberName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
