package io.github.dcie.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dcie.house.Citations.Citation;
import io.github.dcie.house.RulesPage.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What code, tests and pages cite stands in docs/rules.md and docs/peers.md; what stands there is cited, and the classes,
 * tests and stories named there exist.
 */
class RulesTest {

    private static final String PEERS = "docs/peers.md";
    private static final Path STORIES = Path.of("src/test/resources/scenarios");
    private static final int MOST_PLACES = 5;

    private static final Pattern DEFECT =
            Pattern.compile("^\\| ([A-E][1-9][0-9]?) \\|.*\\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern SHOWN_BY = Pattern.compile("`([^`]+)`");

    private static final List<Rule> RULES = RulesPage.rules();
    private static final List<Citation> CITED_RULES = elsewhere(Citations.ofRules());
    private static final List<Citation> CITED_DEFECTS = elsewhere(Citations.ofDefects());

    // ---- rules ------------------------------------------------------------------------------------------------------

    @Test
    void everyCitedRuleIsOnThePage() {
        assertThat(unknown(CITED_RULES, codes(RULES.stream()), RulesPage.NAME)).isEmpty();
    }

    @Test
    void everyRuleInForceIsCited() {
        Set<String> cited = codesInJava(CITED_RULES);

        assertThat(inForce()
                        .filter(rule -> !cited.contains(rule.code()))
                        .map(rule ->
                                rule.place() + ": no Java file cites it; cite it where it is kept and tested, move it"
                                        + " below \"To come\" if it is not implemented, or remove it"))
                .isEmpty();
    }

    @Test
    void everyRuleStandsOnceAndNoNumberIsLeftOut() {
        Map<String, List<Integer>> families =
                RULES.stream().collect(groupingBy(Rule::family, TreeMap::new, mapping(Rule::number, toList())));

        assertThat(families.keySet())
                .as("families of %s", RulesPage.NAME)
                .containsExactlyInAnyOrder("S", "K", "T", "W", "P", "G", "F", "N", "Q", "U", "I", "R");
        assertThat(families.entrySet().stream()
                        .filter(family -> !family.getValue().stream()
                                .sorted()
                                .toList()
                                .equals(IntStream.rangeClosed(
                                                1, family.getValue().size())
                                        .boxed()
                                        .toList()))
                        .map(family -> RulesPage.NAME + ": family " + family.getKey() + " has the numbers "
                                + family.getValue()
                                + ", expected each from 1 on, once; a rule that is given up keeps its"
                                + " number and says so"))
                .isEmpty();
    }

    @Test
    void theClassesAndTestsOfARuleExist() {
        Set<String> types = new HashSet<>(Citations.types());

        assertThat(inForce()
                        .flatMap(rule -> Stream.concat(rule.classes().stream(), rule.tests().stream())
                                .filter(name -> !types.contains(name))
                                .map(name -> rule.place() + ": names " + name
                                        + ", and there is no such file; correct the name")))
                .isEmpty();
        assertThat(inForce()
                        .filter(rule -> rule.classes().isEmpty() || rule.tests().isEmpty())
                        .map(rule -> rule.place() + ": expected it to end with \"Code: `A`, `B`. Tests: `CTest`.\""))
                .isEmpty();
    }

    @Test
    void oneOfTheTestsOfARuleCitesIt() {
        Map<String, Set<String>> citing = CITED_RULES.stream()
                .filter(Citation::isInJava)
                .collect(groupingBy(Citation::code, mapping(Citation::type, toSet())));

        assertThat(inForce()
                        .filter(rule -> rule.tests().stream()
                                .noneMatch(test -> citing.getOrDefault(rule.code(), Set.of())
                                        .contains(test)))
                        .map(rule -> rule.place() + ": none of " + rule.tests()
                                + " cites it; name a test that does, or cite it there in a comment"))
                .isEmpty();
    }

    // ---- defects of peers
    // ---------------------------------------------------------------------------------------------

    @Test
    void everyCitedDefectIsOnThePage() {
        assertThat(unknown(CITED_DEFECTS, defects(), PEERS)).isEmpty();
    }

    @Test
    void everyDefectIsCited() {
        Set<String> cited = codesInJava(CITED_DEFECTS);

        assertThat(defects()).isNotEmpty();
        assertThat(defects().stream()
                        .filter(defect -> !cited.contains(defect))
                        .map(defect -> PEERS + " has " + defect
                                + ", and no Java file cites it: cite it in its test or story, or remove the row"))
                .isEmpty();
    }

    @Test
    void storiesAndTestsOfADefectExist() {
        Set<String> known = new HashSet<>(Citations.types());
        known.addAll(stories());
        List<String> faults = new ArrayList<>();
        rows().forEach(row -> {
            String where = PEERS + " (" + row.group(1) + "): ";
            List<String> names = names(SHOWN_BY, row.group(2));
            names.stream()
                    .filter(name -> !known.contains(name))
                    .map(name -> where + "names " + name + ", and there is no such test, nor a story's transcript "
                            + STORIES.resolve(name + ".txt") + "; correct the name")
                    .forEach(faults::add);
            if (names.isEmpty()) {
                faults.add(where + "expected the names of stories or tests in the last column");
            }
        });

        assertThat(faults).isEmpty();
    }

    // ---- what a citation is
    // -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "@Test // K6: never twice                         | K6",
                "@Test // F5, K6                                  | F5 K6",
                "/** Skips, because it is over (S15). */          | S15",
                "a(); // S3                                       | S3",
                "a(); // S3: not before it can be done            | S3",
                "/** Describes what runs (S3, S10). */            | S3 S10",
                "/** The I/O in its order, S1 to S3. */           | S1 S3",
                "fail(\"I3: two exports of one token\");          | I3",
                "@DisplayName(\"R11 Jobs do not see each other\") | R11",
                "as(\"the list is full (K2)\");                   | K2",
                "/* between \" and ' */ a('\"'); // W4            | W4",
            })
    void rulesAreFoundInJava(String source, String codes) {
        assertThat(Citations.ofRules().inJava(Path.of("A.java"), source))
                .extracting(Citation::code)
                .containsExactly(codes.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instant K1 = START;",
                "a(\"S3\");",
                "a(\"S3 is out of reach\");",
                "a(\"export-K9\");",
                "a(\"\"\"\n // K99\n\"\"\");",
                "// as of T0, written to S3 below a prefix",
                "/** SSE-S3, and S3 keys. */",
                "// 2026-01-01T00:00:00Z, PT15M, U0001",
            })
    void whatIsNoRuleIsNotFound(String source) {
        assertThat(Citations.ofRules().inJava(Path.of("A.java"), source)).isEmpty();
    }

    @Test
    void theLineIsThatOfTheCitation() {
        String source =
                "class A {\n\n    /**\n     * First.\n     *\n     * <p>Then (K6).\n     */\n    int a; // F5\n}\n";

        assertThat(Citations.ofRules().inJava(Path.of("a/A.java"), source))
                .extracting(Citation::place)
                .containsExactly("a/A.java:6", "a/A.java:8");
    }

    @Test
    void pagesCiteOutsideOfCode() {
        String page = "A promise (K6), and `K7`.\n\n```\nK8\n```\n\nMore in [the page](K9.md), (S3) and S3.\n";

        assertThat(Citations.ofRules().inPage(Path.of("a.md"), page))
                .extracting(Citation::code, Citation::line)
                .containsExactly(tuple("K6", 1), tuple("S3", 7));
    }

    @Test
    void defectsAreFoundInCommentsAndNamesOfStories() {
        String source =
                "// A7, A5: only the last is named\nstory(\"B12-table-is-recreated\");\na(\"a.b_c-D9\", \"E1\");\n";

        assertThat(Citations.ofDefects().inJava(Path.of("A.java"), source))
                .extracting(Citation::code)
                .containsExactly("A7", "A5", "B12");
    }

    // ---- help
    // ---------------------------------------------------------------------------------------------------------

    /** What is cited and not on the page, one line each: where, and what to do. */
    private static List<String> unknown(List<Citation> citations, Collection<String> known, String page) {
        Map<String, List<Citation>> unknown = citations.stream()
                .filter(citation -> !known.contains(citation.code()))
                .collect(groupingBy(Citation::code, TreeMap::new, toList()));
        List<String> faults = new ArrayList<>();
        unknown.forEach((code, cited) -> faults.add(code + " is cited and not in " + page
                + ": correct the citation, or add it to the page; cited in "
                + cited.stream().limit(MOST_PLACES).map(Citation::place).collect(joining(", "))
                + (cited.size() > MOST_PLACES ? " and " + (cited.size() - MOST_PLACES) + " more places" : "")));
        return faults;
    }

    /** In all files but this one, whose citations are examples. */
    private static List<Citation> elsewhere(Citations citations) {
        return citations.all().stream()
                .filter(citation -> !citation.type().equals(RulesTest.class.getSimpleName()))
                .toList();
    }

    private static Stream<Rule> inForce() {
        return RULES.stream().filter(Rule::isInForce);
    }

    private static Set<String> codes(Stream<Rule> rules) {
        return rules.map(Rule::code).collect(toSet());
    }

    private static Set<String> codesInJava(List<Citation> citations) {
        return citations.stream().filter(Citation::isInJava).map(Citation::code).collect(toSet());
    }

    private static List<MatchResult> rows() {
        return DEFECT.matcher(Reactor.read(Reactor.ROOT.resolve(PEERS)))
                .results()
                .toList();
    }

    private static List<String> defects() {
        return rows().stream().map(row -> row.group(1)).toList();
    }

    private static List<String> stories() {
        try (Stream<Path> transcripts = Files.list(STORIES)) {
            return transcripts
                    .map(transcript -> transcript.getFileName().toString().replace(".txt", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
