package io.github.dcie.admin.internal.page;

/** A strip of the picture, as wide as the time that it shows. */
interface Lane {

    /** What is in it, for its left margin. */
    String name();

    double height();

    /**
     * Draws it.
     *
     * @param top where it begins
     */
    void draw(Markup svg, double top);
}
