package io.github.dcie.admin.internal.page;

import io.github.dcie.admin.Audit;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.ExportChain;
import io.github.dcie.admin.internal.page.Stretch.Note;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** An audit as a page that needs nothing but a browser: no script, no font, no address. It is well-formed XML, too. */
public final class HtmlPage {

    /** Of more than these, the rest is in the picture only. */
    private static final int LISTED = 200;

    private final ExportCatalog catalog;
    private final List<Stretch> stretches;
    private final Markup page = new Markup();

    private HtmlPage(ExportCatalog catalog) {
        this.catalog = catalog;
        this.stretches = Stretch.of(catalog);
    }

    /** The same catalog gives the same page. */
    public static String of(ExportCatalog catalog) {
        return new HtmlPage(catalog).write();
    }

    private String write() {
        page.open("html", "lang", "en");
        head();
        page.open("body");
        headline();
        findings();
        stretches.forEach(this::generation);
        unfinished();
        page.close("body").close("html");
        return "<!DOCTYPE html>\n" + page;
    }

    private void head() {
        page.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'")
                .leaf(
                        "title",
                        "Exports of " + catalog.job() + ": " + catalog.audit().verdict())
                .leaf("style", Style.CSS)
                .close("head");
    }

    private void headline() {
        Audit audit = catalog.audit();
        String text = audit.toText().lines().findFirst().orElseThrow();
        page.leaf("h1", "Exports of job " + catalog.job())
                .leaf("p", "table " + catalog.table() + ", looked at " + catalog.at(), "class", "soft")
                .leaf("p", text, "class", "verdict " + audit.verdict().name().toLowerCase(Locale.ROOT));
        if (audit.summary().isEmpty()) {
            page.leaf("p", "No export of a chain is known.");
            return;
        }
        page.open("ul");
        audit.summary().forEach(line -> page.leaf("li", line));
        page.close("ul");
    }

    private void findings() {
        page.leaf("h2", "Findings");
        List<Note> notes = Note.of(catalog);
        if (notes.isEmpty()) {
            page.leaf("p", "Nothing was found.");
            return;
        }
        table("No.", "Kind", "About", "What it is, and what it means");
        for (Note note : notes) {
            page.open("tr").open("td");
            number(note);
            page.close("td")
                    .leaf("th", note.finding().kind().name(), "scope", "row", "class", "kind " + FlagLane.style(note))
                    .leaf("td", note.finding().from().map(Instant::toString).orElse(""), "class", "time")
                    .leaf("td", note.finding().message(), "class", "words")
                    .close("tr");
        }
        endTable();
    }

    private void number(Note note) {
        String number = Integer.toString(note.number());
        if (FlagLane.shows(stretches, note)) {
            page.leaf("a", number, "href", "#" + FlagLane.place(note));
        } else {
            page.text(number);
        }
    }

    private void generation(Stretch stretch) {
        ExportChain chain = stretch.chain();
        page.leaf("h2", "Generation " + chain.generation()).open("div", "class", "wide");
        new Timeline(stretch).draw(page);
        page.close("div").open("ul", "class", "key");
        key("ok", "complete");
        key("ok long", "complete, longer than most: windows were merged");
        key("ok retried", "complete at a later attempt (juts out below)");
        key("ok odd", "repeated, overlapping, or of no chain (juts out above)");
        page.close("ul");
    }

    private void key(String style, String meaning) {
        page.open("li").leaf("i", "", "class", style).text(meaning).close("li");
    }

    /** Paper has nothing to point at, so why exports failed is in a table, too. */
    private void unfinished() {
        List<CatalogExport> exports = catalog.others().stream()
                .filter(export -> export.state() != State.COMPLETED)
                .toList();
        if (exports.isEmpty()) {
            return;
        }
        page.leaf("h2", "Failed, or in progress");
        table("Export", "From", "To", "Attempt", "State", "Requested", "DynamoDB's words");
        exports.stream().limit(LISTED).forEach(this::row);
        endTable();
        if (exports.size() > LISTED) {
            page.leaf("p", "and " + (exports.size() - LISTED) + " more, which are in the picture", "class", "soft");
        }
    }

    private void row(CatalogExport export) {
        page.open("tr")
                .leaf("th", export.arn().exportId(), "scope", "row")
                .leaf("td", export.from().map(Instant::toString).orElse(""), "class", "time")
                .leaf("td", export.to().toString(), "class", "time")
                .leaf(
                        "td",
                        export.attempt().isPresent()
                                ? Integer.toString(export.attempt().getAsInt())
                                : "")
                .leaf("td", export.state().name(), "class", "time")
                .leaf("td", export.requestedAt().map(Instant::toString).orElse(""), "class", "time")
                .leaf("td", export.remark().orElse(""), "class", "words")
                .close("tr");
    }

    private void table(String... names) {
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String name : names) {
            page.leaf("th", name, "scope", "col");
        }
        page.close("tr").close("thead").open("tbody");
    }

    private void endTable() {
        page.close("tbody").close("table").close("div");
    }
}
