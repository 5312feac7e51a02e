package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages of the repository lead somewhere: the file is there, and so is the heading. */
final class LinksTest {

    private static final Path DOCS = Reactor.ROOT.resolve("docs");
    private static final int MOST_LINES_OF_THE_README = 150;

    private static final Pattern CODE_BLOCK = Pattern.compile("^ *```.*?^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern NO_LETTER_OF_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(DOCS, Reactor.ROOT.resolve("examples"))) {
            try (Stream<Path> files = Files.walk(folder, 2)) {
                files.filter(LinksTest::isPage).sorted().forEach(pages::add);
            }
        }
        try (Stream<Path> files = Files.list(Reactor.ROOT)) {
            files.filter(LinksTest::isPage).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        assertThat(links(page)).allSatisfy(link -> {
            Path target = link.getPath().isEmpty()
                    ? page
                    : page.resolveSibling(link.getPath()).normalize();
            assertThat(target).exists();
            Optional.ofNullable(link.getFragment())
                    .ifPresent(anchor -> assertThat(anchors(target))
                            .as("headings of %s", target)
                            .contains(anchor));
        });
    }

    @Test
    void theGuideListsEveryPage() throws IOException {
        Path guide = DOCS.resolve("README.md");
        List<Path> listed = links(guide).stream()
                .map(link -> guide.resolveSibling(link.getPath()).normalize())
                .toList();

        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(files.filter(LinksTest::isPage).filter(page -> !page.equals(guide)))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(listed).contains(page.normalize()));
        }
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Reactor.read(Reactor.ROOT.resolve("README.md")).lines())
                .hasSizeLessThanOrEqualTo(MOST_LINES_OF_THE_README);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What it costs | what-it-costs",
                "With the command line: job table | with-the-command-line-job-table",
                "If a job's state is deleted | if-a-jobs-state-is-deleted",
                "`callAgainAt` | callagainat",
                "PITR_OFF | pitr_off",
            })
    void anchorsAreWhatTheRenderersMakeOfHeadings(String heading, String anchor) {
        assertThat(anchor(heading)).isEqualTo(anchor);
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }

    /** Links within the repository. */
    private static List<URI> links(Path page) {
        String text = CODE_BLOCK.matcher(Reactor.read(page)).replaceAll("");
        return LINK.matcher(CODE.matcher(text).replaceAll("code"))
                .results()
                .map(link -> URI.create(link.group(1)))
                .filter(link -> !link.isAbsolute())
                .toList();
    }

    private static List<String> anchors(Path page) {
        return HEADING.matcher(CODE_BLOCK.matcher(Reactor.read(page)).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();
    }

    /** The letters, digits, {@code _} and {@code -} of a heading, small, with {@code -} for each blank. */
    private static String anchor(String heading) {
        return NO_LETTER_OF_AN_ANCHOR
                .matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }
}
