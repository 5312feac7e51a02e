package io.github.dcie;

/** What an incremental export shows of a changed item. */
public enum ExportView {
    /** The item as it was at the window's end. */
    NEW_IMAGE,
    /** The item as it was before the window and as it was at the window's end. */
    NEW_AND_OLD_IMAGES
}
