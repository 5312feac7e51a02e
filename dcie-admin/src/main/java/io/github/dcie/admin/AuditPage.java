package io.github.dcie.admin;

import io.github.dcie.admin.internal.page.HtmlPage;

/** A catalog and its audit as an HTML page. Stateless and thread-safe. */
public final class AuditPage {

    private AuditPage() {}

    /**
     * The catalog and its audit as one page for people, with a picture of each generation: what is covered and what is not,
     * what failed, how long exports took, and the lag over time. It is HTML in ASCII, well-formed XML as well, and holds all
     * that it needs: no script, and nothing to be loaded from elsewhere. The same catalog gives the same page; what the page
     * looks like may change from release to release.
     *
     * @param catalog the catalog
     * @return the page; about 150 kB for 3,000 windows in order, a few hundred bytes more for each unusual export
     */
    public static String html(ExportCatalog catalog) {
        return HtmlPage.of(catalog);
    }
}
