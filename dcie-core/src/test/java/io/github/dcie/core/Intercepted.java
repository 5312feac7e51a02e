package io.github.dcie.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client of whose calls a test has the last word: as one's own credentials provider or a closed pool have. */
public final class Intercepted {

    private Intercepted() {}

    /** What becomes of a call. */
    public interface Calls {
        Object on(String operation, Call call) throws Throwable;
    }

    /** The call itself. */
    public interface Call {
        Object made() throws Throwable;
    }

    public static DynamoDbClient client(DynamoDbClient target, Calls calls) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    Call call = () -> {
                        try {
                            return method.invoke(target, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    };
                    boolean isOperation = args != null
                            && args.length == 1
                            && !method.getName().equals("equals");
                    return isOperation ? calls.on(method.getName(), call) : call.made();
                });
    }
}
