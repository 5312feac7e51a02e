package io.github.dcie.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The AWS actions that classes ask for: calls of, and references to, the methods of the SDK's clients. */
final class AwsActions {

    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.(\\w+\\.)*\\w+Client");

    /** What clients have beside operations. */
    private static final Set<String> NO_OPERATIONS = Set.of("serviceClientConfiguration", "serviceName", "close");

    /** Operations that ask for actions of other names (DynamoDB and S3 in the Service Authorization Reference). */
    private static final Map<String, Set<String>> OTHER_NAMES = Map.of(
            "dynamodb:TransactWriteItems",
            Set.of("dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
            "s3:ListObjectsV2",
            Set.of("s3:ListBucket"));

    private AwsActions() {}

    static Set<String> of(JavaClasses classes) {
        return classes.stream()
                .flatMap(AwsActions::accesses)
                .map(JavaCodeUnitAccess::getTarget)
                .filter(target -> !NO_OPERATIONS.contains(target.getName()))
                .flatMap(target -> service(target.getOwner()).stream().map(service -> action(service, target)))
                .flatMap(action -> OTHER_NAMES.getOrDefault(action, Set.of(action)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream());
    }

    /** The service whose client this is, or extends. */
    private static Optional<String> service(JavaClass owner) {
        return Stream.concat(
                        Stream.of(owner),
                        Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream()))
                .map(type -> CLIENT.matcher(type.getName()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst();
    }

    /** {@code putItem} and {@code putItemPaginator} ask for PutItem; what is no operation gets a name that no policy has. */
    private static String action(String service, CodeUnitAccessTarget target) {
        String operation = target.getName().replaceFirst("Paginator$", "");
        return service + ":" + operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
    }
}
