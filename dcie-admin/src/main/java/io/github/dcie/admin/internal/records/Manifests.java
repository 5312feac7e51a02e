package io.github.dcie.admin.internal.records;

import io.github.dcie.ExportJob;
import io.github.dcie.Printable;
import io.github.dcie.spi.ExportFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The manifests that lie at a job's destination. Others may export to the same bucket, and anybody who may write there can
 * put something there that is no manifest: that is left out and told, and is nobody's fault.
 *
 * @param own those of the job's table
 * @param leftOut what was left out, in words; empty if nothing was
 */
public record Manifests(List<Manifest> own, Optional<String> leftOut) {

    /** None. */
    public static final Manifests NONE = new Manifests(List.of(), Optional.empty());

    /** Copies the list. */
    public Manifests {
        own = List.copyOf(own);
    }

    /**
     * Reads all manifests of a job's place.
     *
     * @param files where they are; empty if none are read
     * @throws IOException if one cannot be read
     */
    public static Manifests read(ExportJob job, Optional<ExportFiles> files) throws IOException {
        if (files.isEmpty()) {
            return NONE;
        }
        List<Manifest> own = new ArrayList<>();
        int others = 0;
        List<String> unreadable = new ArrayList<>();
        for (String text : files.get().manifests(job.destination())) {
            try {
                Manifest manifest = Manifest.parse(text);
                if (manifest.table().equals(job.table())) {
                    own.add(manifest);
                } else {
                    others++;
                }
            } catch (IllegalArgumentException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        return new Manifests(own, leftOut(others, unreadable));
    }

    private static Optional<String> leftOut(int others, List<String> unreadable) {
        List<String> message = new ArrayList<>();
        if (others > 0) {
            message.add(others + " manifest(s) of other tables");
        }
        if (!unreadable.isEmpty()) {
            message.add(unreadable.size() + " object(s) called " + ExportFiles.MANIFEST + " that are none, the first: "
                    + Printable.line(unreadable.get(0)));
        }
        return message.isEmpty() ? Optional.empty() : Optional.of("left out: " + String.join("; ", message));
    }
}
