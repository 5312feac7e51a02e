package io.github.dcie.replay.internal.undo;

import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportView;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.ManifestReader;
import io.github.dcie.reader.ReadLimits;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.internal.Images;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Windows that follow one another, read in parts: each part has the items of some hashes of their keys, so that no more than
 * a part is in memory.
 */
public final class Range {

    private final List<WindowCommitted> windows;
    private final ManifestReader manifests;
    private final DataReader data;
    private final int parts;

    private Range(List<WindowCommitted> windows, ManifestReader manifests, DataReader data, int parts) {
        this.windows = List.copyOf(windows);
        this.manifests = manifests;
        this.data = data;
        this.parts = parts;
    }

    /**
     * Windows that were announced.
     *
     * @throws ReplayException if the windows do not follow one another, or do not show old images
     */
    public static Range of(List<WindowCommitted> windows, BucketObjects files, ReadLimits limits, int itemsInMemory)
            throws ReplayException {
        if (windows.isEmpty()) {
            throw new ReplayException("windows", "there are none, expected one or more", "hand in their events");
        }
        for (int i = 0; i < windows.size(); i++) {
            WindowCommitted window = windows.get(i);
            if (window.view() != ExportView.NEW_AND_OLD_IMAGES) {
                throw refused(window, "its view is " + window.view() + ", expected NEW_AND_OLD_IMAGES");
            }
            if (i > 0 && !follows(window, windows.get(i - 1))) {
                throw refused(window, "it does not follow " + windows.get(i - 1).id());
            }
        }
        long changes = windows.stream()
                .mapToLong(window -> window.export().itemCount())
                .sum();
        return new Range(
                windows,
                ManifestReader.of(files),
                DataReader.of(files).withLimits(limits),
                Math.toIntExact(Math.max(1, (changes + itemsInMemory - 1) / itemsInMemory)));
    }

    private static boolean follows(WindowCommitted window, WindowCommitted before) {
        return window.generation() == before.generation()
                && window.sequence() == before.sequence() + 1
                && before.window().isFollowedBy(window.window())
                && window.table().arn().equals(before.table().arn());
    }

    private static ReplayException refused(WindowCommitted window, String trouble) {
        return new ReplayException(
                "event " + window.id(),
                trouble,
                "hand in the events of consecutive windows of one chain, in their order");
    }

    /** Which windows: not more than a table's key takes. */
    public String name() {
        return windows.get(0).export().arn().exportId() + "/"
                + last().export().arn().exportId();
    }

    WindowCommitted last() {
        return windows.get(windows.size() - 1);
    }

    int parts() {
        return parts;
    }

    /**
     * Reads all files once.
     *
     * @throws UnsoundExportException if one of the files is not what its manifest says
     */
    void verify() throws UnsoundExportException, IOException {
        for (WindowCommitted window : windows) {
            for (DataFile file : manifests.read(window).files()) {
                data.verify(file);
            }
        }
    }

    /** The changed items of a part, always in the same order. */
    List<NetChange> part(int number) throws ReplayException, UnsoundExportException, IOException {
        Map<String, NetChange> items = new TreeMap<>();
        for (WindowCommitted window : windows) {
            for (DataFile file : manifests.read(window).files()) {
                try (Changes changes = data.open(file)) {
                    for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
                        take(items, number, file, next.get());
                    }
                }
            }
        }
        return List.copyOf(items.values());
    }

    private void take(Map<String, NetChange> items, int number, DataFile file, Change change) throws ReplayException {
        Map<String, TypedValue> keys =
                change instanceof Change.Put put ? put.keys().orElseThrow() : ((Change.Delete) change).keys();
        String key = Images.canonical(keys);
        if (Math.floorMod(key.hashCode(), parts) != number) {
            return;
        }
        Optional<Map<String, TypedValue>> left =
                change instanceof Change.Put put ? Optional.of(put.newImage()) : Optional.empty();
        Optional<NetChange> earlier = Optional.ofNullable(items.get(key));
        if (earlier.isPresent() && !earlier.get().isStill(change.oldImage())) {
            throw new ReplayException(
                    "s3://" + file.object().bucket() + "/" + file.object().key() + " line " + change.line(),
                    "its old image is not what the windows before it have left; a write is missing between them",
                    "let a person compare the exports: they are not of one chain");
        }
        items.put(key, new NetChange(keys, earlier.map(NetChange::before).orElse(change.oldImage()), left));
    }
}
