package io.github.dcie.ssm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Clients that stand between a store and Parameter Store. */
final class Clients {

    private Clients() {}

    /** What happens to a call; the call itself may be made several times, or never. */
    private interface Interception {
        Object call(Call onwards) throws Throwable;
    }

    private interface Call {
        Object make() throws Throwable;
    }

    /** Makes a call that gave no answer once more, as the SDK does. */
    static SsmClient retrying(SsmClient client) {
        return intercepting(client, onwards -> {
            try {
                return onwards.make();
            } catch (SdkClientException e) {
                return onwards.make();
            }
        });
    }

    /** Dates every answer, as AWS does. */
    static SsmClient dated(SsmClient client, InstantSource aws) {
        return intercepting(client, onwards -> {
            SdkResponse answer = (SdkResponse) onwards.make();
            String date =
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(aws.instant().atOffset(ZoneOffset.UTC));
            return answer.toBuilder()
                    .sdkHttpResponse(SdkHttpResponse.builder()
                            .statusCode(200)
                            .putHeader("Date", date)
                            .build())
                    .build();
        });
    }

    static SsmClient failing(SsmClient client, Throwable failure) {
        return intercepting(client, onwards -> {
            throw failure;
        });
    }

    /** A double that nobody has told what to answer. */
    static SsmClient silent(SsmClient client) {
        return intercepting(client, onwards -> null);
    }

    private static SsmClient intercepting(SsmClient client, Interception interception) {
        return (SsmClient) Proxy.newProxyInstance(
                SsmClient.class.getClassLoader(),
                new Class<?>[] {SsmClient.class},
                (proxy, method, arguments) -> interception.call(() -> {
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
