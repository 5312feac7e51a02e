package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import io.github.dcie.admin.Audit;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.AuditPage;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.internal.catalog.Drawn;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.testkit.simulation.GoldenFile;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The audit's page. */
class AuditPageTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static Span window(Instant from) {
        return new Span.Incremental(ExportWindow.of(from, QUARTER));
    }

    private static Drawn small() {
        return Drawn.chain()
                .windows(1)
                .failed(QUARTER, 1)
                .failed(QUARTER, 2)
                .window(QUARTER, 3)
                .window(HOUR, 1)
                .hole(QUARTER)
                .windows(2)
                .running(QUARTER);
    }

    /** Two generations with everything that there may be. */
    private static Drawn large(int windows) {
        Drawn drawn = Drawn.chain()
                .windows(windows / 4)
                .failed(QUARTER, 1)
                .failed(QUARTER, 2)
                .window(QUARTER, 3)
                .window(Duration.ofHours(20), 1)
                .windows(windows / 4);
        drawn.add(window(NOON.plus(QUARTER)), 2, Progress.COMPLETED);
        return drawn.begins(drawn.end().plusSeconds(77))
                .windows(windows / 4)
                .failed(QUARTER, 1)
                .hole(QUARTER)
                .windows(windows / 4)
                .running(QUARTER);
    }

    static Stream<ExportCatalog> catalogs() {
        return Stream.of(
                Drawn.nothing().catalog(),
                Drawn.chain().catalog(),
                Drawn.nothing().goesOnAt(NOON).windows(2).catalog(),
                Drawn.chain().running(QUARTER).catalog(),
                small().catalog(),
                large(300).catalog(),
                large(3_000).catalog(),
                hostile());
    }

    /** Words that DynamoDB might send, and whatever else a text can hold. */
    private static ExportCatalog hostile() {
        ExportCatalog catalog = small().catalog();
        String message =
                "</title></svg><script>alert('x')</script> & \"quoted\" ]]> \u00e9 \ud83d\ude00 \u0000\u0085\uffff\ud800";
        List<CatalogExport> others = catalog.others().stream()
                .map(export -> new CatalogExport(
                        export.generation(),
                        export.arn(),
                        export.type(),
                        export.from(),
                        export.to(),
                        export.state(),
                        export.attempt(),
                        export.tableId(),
                        export.bucketOwner(),
                        export.requestedAt(),
                        export.completed(),
                        export.state() == State.FAILED ? Optional.of(message) : Optional.empty()))
                .toList();
        Audit audit = catalog.audit();
        List<Finding> findings = List.of(
                new Finding(
                        Kind.HOLE,
                        audit.findings().get(0).from(),
                        audit.findings().get(0).to(),
                        message,
                        List.of()),
                new Finding(Kind.CONTRADICTION, Optional.empty(), Optional.empty(), message, List.of()),
                new Finding(Kind.ORPHAN, Optional.empty(), Optional.empty(), message, List.of()));
        return new ExportCatalog(
                catalog.job(),
                catalog.table(),
                catalog.at(),
                catalog.chains(),
                others,
                new Audit(audit.verdict(), findings, audit.summary()));
    }

    private static Document parsed(ExportCatalog catalog) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return parser.parse(new InputSource(new StringReader(AuditPage.html(catalog))));
    }

    private static List<Element> all(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> titlesOf(Document page, String style) {
        return all(page, "rect").stream()
                .filter(bar -> bar.getAttribute("class").equals(style))
                .map(Element::getTextContent)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void isWellFormedAndHoldsAllThatItNeeds(ExportCatalog catalog) throws Exception {
        String page = AuditPage.html(catalog);

        assertThat(page).matches("(?s)\\p{ASCII}+").startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(page).doesNotContain("<script", "url(", "@import", "http://", "https://", " src=", "<link");
        Document parsed = parsed(catalog);
        assertThat(all(parsed, "svg")).hasSameSizeAs(catalog.chains()).allSatisfy(picture -> {
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getAttribute("aria-label")).startsWith("Timeline of generation");
        });
        assertThat(all(parsed, "a"))
                .allSatisfy(link -> assertThat(link.getAttribute("href")).startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void isTheSameTwice(ExportCatalog catalog) {
        assertThat(AuditPage.html(catalog)).isEqualTo(AuditPage.html(catalog));
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void nothingIsDrawnBesideThePicture(ExportCatalog catalog) throws Exception {
        assertThat(all(parsed(catalog), "rect")).allSatisfy(bar -> {
            double left = Double.parseDouble(bar.getAttribute("x"));
            double width = Double.parseDouble(bar.getAttribute("width"));
            assertThat(left).isGreaterThanOrEqualTo(TimeScale.LEFT - 1);
            assertThat(width).isPositive();
            assertThat(left + width).isLessThanOrEqualTo(TimeScale.WIDTH);
            assertThat(Double.parseDouble(bar.getAttribute("height"))).isPositive();
        });
    }

    @Test // a change of the page is seen before it is made
    void isWhatIsWrittenDown() {
        GoldenFile.at(Path.of("src/test/resources/golden/audit.html")).matches(AuditPage.html(small().catalog()));
    }

    @Test
    void eachFindingIsInItWithAWayToItsPlace() throws Exception {
        ExportCatalog catalog = large(300).catalog();
        Document page = parsed(catalog);

        assertThat(catalog.audit().findings()).hasSizeGreaterThan(1);
        for (int i = 0; i < catalog.audit().findings().size(); i++) {
            Finding finding = catalog.audit().findings().get(i);
            String tracked = "place-" + (i + 1);
            assertThat(all(page, "td")).extracting(Element::getTextContent).contains(finding.message());
            assertThat(all(page, "a"))
                    .extracting(link -> link.getAttribute("href"))
                    .contains("#" + tracked);
            assertThat(all(page, "g")).anySatisfy(flag -> {
                assertThat(flag.getAttribute("id")).isEqualTo(tracked);
                assertThat(flag.getTextContent()).contains(finding.toString());
            });
        }
    }

    @Test // what is about no time has no place, and is told all the same
    void aFindingAboutNoTimeIsInTheTableOnly() throws Exception {
        Document page = parsed(hostile());

        assertThat(all(page, "a")).extracting(link -> link.getAttribute("href")).containsExactly("#place-1");
        assertThat(all(page, "th")).extracting(Element::getTextContent).contains("CONTRADICTION", "ORPHAN");
    }

    @Test
    void whatDynamoDbSaysIsText() throws Exception {
        Document page = parsed(hostile());

        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "td"))
                .extracting(Element::getTextContent)
                .contains("</title></svg><script>alert('x')</script> & \"quoted\" ]]> \u00e9 \ud83d\ude00 ????");
    }

    @Test // however narrow it is
    void whateverIsUnusualIsDrawn() throws Exception {
        ExportCatalog catalog = large(3_000).catalog();
        Document page = parsed(catalog);

        assertThat(titlesOf(page, "failed"))
                .hasSize(3)
                .allSatisfy(title -> assertThat(title).contains("S3NoSuchBucket: gone"));
        assertThat(titlesOf(page, "running")).hasSize(1);
        assertThat(titlesOf(page, "ok retried")).singleElement().asString().contains("attempt 3 COMPLETED");
        assertThat(titlesOf(page, "ok long")).singleElement().asString().contains("covers 20 h");
        // one of the two is in the chain, the other beside it
        assertThat(titlesOf(page, "ok odd"))
                .hasSize(2)
                .allSatisfy(title -> assertThat(title).contains("[" + NOON.plus(QUARTER) + ", "));
        assertThat(all(page, "g"))
                .filteredOn(group -> group.getAttribute("class").equals("hole"))
                .singleElement()
                .satisfies(hole -> assertThat(hole.getTextContent()).contains("hole, 15 min"));
        assertThat(all(page, "g"))
                .filteredOn(group -> group.getAttribute("class").equals("watermark"))
                .hasSize(2);
    }

    @Test
    void neighboursThatCannotBeToldApartAreOneBarThatSaysHowMany() throws Exception {
        Document page = parsed(Drawn.chain().windows(3_000).catalog());

        assertThat(titlesOf(page, "ok")).singleElement().asString().startsWith("3000 exports COMPLETED, [" + NOON);
    }

    @Test
    void aFewWindowsAreABarEach() throws Exception {
        Document page = parsed(Drawn.chain().windows(3).catalog());

        assertThat(titlesOf(page, "ok"))
                .hasSize(3)
                .allSatisfy(title -> assertThat(title).contains("took 5 min, 3 items"));
        assertThat(titlesOf(page, "took")).hasSize(3);
    }

    @Test
    void threeThousandWindowsAreNoBurden() {
        assertThat(AuditPage.html(Drawn.chain().windows(3_000).catalog())).hasSizeLessThan(250_000);
        assertThat(AuditPage.html(large(3_000).catalog())).hasSizeLessThan(1_000_000);
    }

    @Test // nothing of it is alike
    void norIfAllAreOfDifferentLengths() {
        Drawn drawn = Drawn.chain();
        for (int i = 0; i < 3_000; i++) {
            drawn.window(QUARTER.multipliedBy(1L + i % 96), 1);
        }

        assertThat(AuditPage.html(drawn.catalog())).hasSizeLessThan(1_500_000);
    }

    @Test
    void theSecondGenerationHasWhatIsOfItsTime() {
        List<Stretch> stretches = Stretch.of(large(300).catalog());

        assertThat(stretches).hasSize(2);
        assertThat(stretches.get(0).holes()).isEmpty();
        assertThat(stretches.get(0).aside(State.FAILED)).hasSize(2);
        assertThat(stretches.get(1).holes()).hasSize(1);
        assertThat(stretches.get(1).aside(State.FAILED)).hasSize(1);
        assertThat(stretches.get(1).aside(State.IN_PROGRESS)).hasSize(1);
        assertThat(stretches.get(1).holes().get(0).from())
                .isEqualTo(stretches.get(1).chain().watermark());
    }
}
