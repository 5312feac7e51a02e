package io.github.dcie.house.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The commands of {@code aws} that the guide uses. Each makes the request that {@code aws} makes of the same options, and
 * sends it; listings are read to their last page, as {@code aws} does. An unknown command or option is an error.
 */
final class AwsCommandLine {

    private final Map<String, Command> commands;

    private AwsCommandLine(Map<String, Command> commands) {
        this.commands = commands;
    }

    /** What a command does: gives the pages of the answer. */
    @FunctionalInterface
    private interface Command {
        Stream<? extends SdkPojo> send(AwsOptions options);

        static <B extends SdkPojo & SdkBuilder<B, R>, R> Command of(
                Supplier<B> request, Function<R, Stream<? extends SdkPojo>> call) {
            return options -> {
                B builder = request.get();
                options.fill(builder);
                return call.apply(builder.build());
            };
        }
    }

    static AwsCommandLine dynamoDb(DynamoDbClient client) {
        return new AwsCommandLine(Map.of(
                "dynamodb get-item",
                Command.of(GetItemRequest::builder, get -> Stream.of(client.getItem(get))),
                "dynamodb update-item",
                Command.of(UpdateItemRequest::builder, update -> Stream.of(client.updateItem(update))),
                "dynamodb delete-item",
                Command.of(DeleteItemRequest::builder, delete -> Stream.of(client.deleteItem(delete))),
                "dynamodb scan",
                Command.of(ScanRequest::builder, scan -> client.scanPaginator(scan).stream())));
    }

    static AwsCommandLine ssm(SsmClient client) {
        return new AwsCommandLine(Map.of(
                "ssm get-parameter",
                Command.of(GetParameterRequest::builder, get -> Stream.of(client.getParameter(get))),
                "ssm put-parameter",
                Command.of(PutParameterRequest::builder, put -> Stream.of(client.putParameter(put))),
                "ssm delete-parameter",
                Command.of(DeleteParameterRequest::builder, delete -> Stream.of(client.deleteParameter(delete))),
                "ssm get-parameters-by-path",
                Command.of(
                        GetParametersByPathRequest::builder,
                        list -> client.getParametersByPathPaginator(list).stream())));
    }

    /**
     * Runs a command.
     *
     * @param words service, command and options
     * @return what it prints: with a query a line for each page, else the members of the answer
     * @throws IllegalArgumentException if there is no such command or option
     */
    String run(List<String> words) {
        String name = words.stream().limit(2).collect(Collectors.joining(" "));
        Command command = Optional.ofNullable(commands.get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("aws " + name + ": expected one of " + commands.keySet()));
        AwsOptions options = new AwsOptions(words.subList(2, words.size()));
        Function<SdkPojo, String> print = options.query()
                .<Function<SdkPojo, String>>map(query -> page -> AwsQueries.print(query, page))
                .orElse(AwsQueries::print);
        return command.send(options).map(print).collect(Collectors.joining("\n"));
    }
}
