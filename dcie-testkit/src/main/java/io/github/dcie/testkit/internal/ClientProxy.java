package io.github.dcie.testkit.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;

/**
 * A client of an emulated service. It is a proxy because the interface has a method for every operation of the service:
 * all go to one place, and new ones need no line here.
 */
final class ClientProxy implements InvocationHandler {

    private final Operations operations;

    private ClientProxy(Operations operations) {
        this.operations = operations;
    }

    /** What a client does with its calls. */
    interface Operations {

        /**
         * Makes a call.
         *
         * @param operation AWS's name, such as {@code DescribeExport}
         * @param method the interface's method for it
         * @param request what the caller hands over
         * @return the response, of the method's type
         */
        Object perform(String operation, Method method, AwsRequest request);

        /** As the SDK's client names its service. */
        String serviceName();

        /** As the SDK's client shows it. */
        AwsServiceClientConfiguration configuration();
    }

    static <C> C create(Class<C> client, Operations operations) {
        return client.cast(
                Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, new ClientProxy(operations)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (isOperation(method, arguments)) {
            String name = method.getName();
            return operations.perform(
                    Character.toUpperCase(name.charAt(0)) + name.substring(1), method, (AwsRequest) arguments[0]);
        }
        return switch (method.getName()) {
            // what a proxy returns for a method without a result is dropped
            case "close" -> Optional.empty();
            case "serviceName" -> operations.serviceName();
            case "serviceClientConfiguration" -> operations.configuration();
            case "toString" -> operations.toString();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }

    /** The interface's other methods, those with consumers and paginators, call these in turn. */
    private static boolean isOperation(Method method, Object[] arguments) {
        return method.getParameterCount() == 1
                && arguments[0] instanceof AwsRequest
                && !method.getName().endsWith("Paginator");
    }
}
