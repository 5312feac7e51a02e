package io.github.dcie.dynamo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Clients that stand between a store and DynamoDB. */
final class Clients {

    private Clients() {}

    /** What happens to a call. */
    interface Interception {
        Object call(Object request, Call onwards) throws Throwable;
    }

    /** The call itself; it may be made several times, or never. */
    interface Call {
        Object make() throws Throwable;
    }

    static DynamoDbClient intercepting(DynamoDbClient client, Interception interception) {
        return proxy((method, arguments) -> interception.call(arguments[0], () -> {
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** Notes every request. */
    static DynamoDbClient noting(DynamoDbClient client, List<Object> requests) {
        return intercepting(client, (request, onwards) -> {
            requests.add(request);
            return onwards.make();
        });
    }

    static DynamoDbClient failing(Throwable failure) {
        return proxy((method, arguments) -> {
            throw failure;
        });
    }

    /** Must not be called at all. */
    static DynamoDbClient refusing() {
        return proxy((method, arguments) -> {
            throw new AssertionError("nobody asked for a call of " + method);
        });
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static DynamoDbClient proxy(Handler handler) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> handler.handle(method, arguments));
    }
}
