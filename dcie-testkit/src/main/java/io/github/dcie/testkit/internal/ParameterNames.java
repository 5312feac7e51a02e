package io.github.dcie.testkit.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The names of parameters (Systems Manager User Guide, sysman-paramstore-su-create). {@code x} and {@code /x} are the same
 * one, so a parameter is known by its name with the slash in front, here called its path.
 */
final class ParameterNames {

    private static final Pattern LEVELS = Pattern.compile("(/[a-zA-Z0-9_.-]+)+");
    private static final String ARN_PREFIX = "arn:aws:ssm:" + ParameterService.REGION + ":123456789012:parameter";
    private static final int LONGEST = 1_011;
    private static final int LONGEST_OF_REQUEST = 2_048;
    private static final int MOST_LEVELS = 15;

    private ParameterNames() {}

    /** Where a parameter is looked for, whether there can be one of that name or not. */
    static String path(String name) {
        if (name == null || name.isEmpty()) {
            throw ParameterErrors.validation(
                    "name failed to satisfy constraint: Member must have length greater than or" + " equal to 1");
        }
        if (name.length() > LONGEST_OF_REQUEST) {
            throw ParameterErrors.validation("name failed to satisfy constraint: Member must have length less than or"
                    + " equal to " + LONGEST_OF_REQUEST);
        }
        if (name.contains(":")) {
            throw new UnsupportedOperationException(
                    "parameter " + name + ": the emulator has the newest version of each"
                            + " parameter only, and finds it by its name; leave out version, label and ARN");
        }
        return name.startsWith("/") ? name : "/" + name;
    }

    static String arn(String path) {
        return ARN_PREFIX + path;
    }

    /** What a listing shows is asked for by the path of its parent, with or without a slash at the end. */
    static String parentPrefix(String path) {
        path(path);
        if (!path.startsWith("/")) {
            throw ParameterErrors.validation("The parameter doesn't meet the parameter name requirements: path " + path
                    + " must begin with a forward slash \"/\".");
        }
        return path.endsWith("/") ? path : path + "/";
    }

    /** Whether a new parameter may have the name. */
    static void check(String name) {
        String path = path(name);
        // one level alone needs no slash; of a hierarchy without the first one, the path would be another name
        if (!LEVELS.matcher(path).matches() || (!name.startsWith("/") && name.contains("/"))) {
            throw ParameterErrors.validation(
                    "Parameter name " + name + ": only letters, numbers and the symbols . - _ are"
                            + " allowed, and hierarchies whose levels begin with a forward slash, the first one included.");
        }
        String firstLevel = path.substring(1).toLowerCase(Locale.ROOT);
        if (firstLevel.startsWith("aws") || firstLevel.startsWith("ssm")) {
            throw ParameterErrors.validation(
                    "Parameter name " + name + ": can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        if (path.chars().filter(character -> character == '/').count() > MOST_LEVELS) {
            throw ParameterErrors.tooManyLevels(
                    "Parameter name " + name + ": a hierarchy can have a maximum of " + MOST_LEVELS + " levels.");
        }
        if (arn(path).length() > LONGEST) {
            throw ParameterErrors.validation(
                    "Parameter name " + name + ": exceeds the maximum length of " + LONGEST + ", the ARN included.");
        }
    }

    /** What one request names. */
    static List<String> paths(List<String> names) {
        if (names.isEmpty() || names.size() > ParameterService.MOST_AT_ONCE) {
            throw ParameterErrors.validation("names failed to satisfy constraint: " + names.size()
                    + " names, expected 1 to " + ParameterService.MOST_AT_ONCE);
        }
        List<String> paths = names.stream().map(ParameterNames::path).toList();
        if (paths.stream().distinct().count() < paths.size()) {
            throw ParameterErrors.validation("names failed to satisfy constraint: duplicate names in " + names);
        }
        return paths;
    }

    /** Those of a request's names that are none of the parameters found. */
    static List<String> missing(List<String> names, List<Parameter> found) {
        List<String> paths =
                found.stream().map(Parameter::name).map(ParameterNames::path).toList();
        return names.stream().filter(name -> !paths.contains(path(name))).toList();
    }
}
