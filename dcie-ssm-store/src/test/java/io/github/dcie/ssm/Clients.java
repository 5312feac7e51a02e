package io.github.dcie.ssm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Clients that stand between a store and Parameter Store. */
final class Clients {

    private Clients() {}

    /** Makes a call that gave no answer once more, as the SDK does. */
    static SsmClient retrying(SsmClient client) {
        return (SsmClient) Proxy.newProxyInstance(
                SsmClient.class.getClassLoader(), new Class<?>[] {SsmClient.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof SdkClientException) {
                            return again(client, method, arguments);
                        }
                        throw e.getCause();
                    }
                });
    }

    private static Object again(SsmClient client, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
