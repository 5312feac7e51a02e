package io.github.dcie.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/rules.md: a paragraph that begins with a rule's number in bold is that rule. It ends with the classes that keep it and
 * the tests that hold it; below the heading "To come" there are none of either.
 */
final class RulesPage {

    static final String NAME = "docs/rules.md";

    /**
     * A rule.
     *
     * @param code such as K6
     * @param line where it begins on the page, from 1
     * @param isInForce whether it is implemented
     * @param classes the classes that keep it
     * @param tests the tests that hold it
     */
    record Rule(String code, int line, boolean isInForce, List<String> classes, List<String> tests) {

        String family() {
            return code.substring(0, 1);
        }

        int number() {
            return Integer.parseInt(code.substring(1));
        }

        String place() {
            return NAME + ":" + line + " (" + code + ")";
        }
    }

    private static final String TO_COME = "\n## To come\n";

    private static final Pattern RULE = Pattern.compile("^\\*\\*([A-Z][1-9][0-9]?)\\*\\* ", Pattern.MULTILINE);
    private static final Pattern CLASSES =
            Pattern.compile("^Code: (.*?)\\.\\s+Tests: ", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TESTS = Pattern.compile("\\bTests: (.*)\\.\\s*$", Pattern.DOTALL);
    private static final Pattern NAME_IN_CODE = Pattern.compile("`(\\w+)`");

    private RulesPage() {}

    static List<Rule> rules() {
        return rules(Reactor.read(Reactor.ROOT.resolve(NAME)));
    }

    static List<Rule> rules(String page) {
        int toCome = page.indexOf(TO_COME);
        if (toCome < 0) {
            throw new IllegalStateException(
                    NAME + " has no heading \"## To come\": expected one, behind all rules in force");
        }
        List<Rule> rules = new ArrayList<>();
        Matcher starts = RULE.matcher(page);
        while (starts.find()) {
            int end = page.indexOf("\n\n", starts.start());
            String paragraph = page.substring(starts.start(), end < 0 ? page.length() : end);
            int line = 1
                    + (int) page.substring(0, starts.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            rules.add(new Rule(
                    starts.group(1),
                    line,
                    starts.start() < toCome,
                    names(CLASSES, paragraph),
                    names(TESTS, paragraph)));
        }
        return rules;
    }

    private static List<String> names(Pattern list, String paragraph) {
        Matcher found = list.matcher(paragraph);
        return found.find()
                ? NAME_IN_CODE
                        .matcher(found.group(1))
                        .results()
                        .map(name -> name.group(1))
                        .toList()
                : List.of();
    }
}
