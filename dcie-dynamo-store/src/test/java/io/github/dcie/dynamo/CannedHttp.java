package io.github.dcie.dynamo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real SDK client over HTTP answers given beforehand; the last one is given again and again. Opens no socket. */
final class CannedHttp implements SdkHttpClient {

    /** One answer. */
    interface Answer {
        HttpExecuteResponse give() throws IOException;
    }

    private final List<Answer> answers;
    private final List<String> bodies = new ArrayList<>();

    CannedHttp(Answer... answers) {
        this.answers = List.of(answers);
    }

    /** An error as DynamoDB words it. */
    static Answer error(int status, String code, String message) {
        return answer(
                status,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}");
    }

    static Answer answer(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return () -> HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    static Answer noReply() {
        return () -> {
            throw new IOException("the connection was closed");
        };
    }

    /** A client with the SDK's own settings. */
    DynamoDbClient client() {
        return client(ClientOverrideConfiguration.builder().build());
    }

    DynamoDbClient client(ClientOverrideConfiguration settings) {
        return DynamoDbClient.builder()
                .httpClient(this)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(settings)
                .build();
    }

    /** The bodies of all requests sent, attempts counted one by one. */
    List<String> bodies() {
        return bodies;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                bodies.add(body(request));
                return answers.get(Math.min(bodies.size(), answers.size()) - 1).give();
            }

            @Override
            public void abort() {
                // nothing is open
            }
        };
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(content -> {
                    try {
                        return new String(content.newStream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }

    @Override
    public void close() {
        // nothing is open
    }
}
