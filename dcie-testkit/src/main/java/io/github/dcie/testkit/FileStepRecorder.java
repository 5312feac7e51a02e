package io.github.dcie.testkit;

import io.github.dcie.spi.StepRecorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Appends the record of each step to {@code steps.jsonl} in a folder. A file that is full becomes {@code steps.1.jsonl}, the
 * one before it {@code steps.2.jsonl}, and so on; the oldest is deleted. Thread-safe within one process; two processes need
 * two folders.
 */
public final class FileStepRecorder implements StepRecorder {

    private final Path folder;
    private final long mostBytes;
    private final int mostFiles;

    /**
     * Records into a folder, which is created with the first record.
     *
     * @param folder where the files are
     * @param mostBytes how large a file may become, 1 or more; a longer record has a file of its own
     * @param mostFiles how many files are kept, 1 or more
     * @throws IllegalArgumentException if one of the numbers is less than 1
     */
    public FileStepRecorder(Path folder, long mostBytes, int mostFiles) {
        if (mostBytes < 1 || mostFiles < 1) {
            throw new IllegalArgumentException(
                    "mostBytes " + mostBytes + ", mostFiles " + mostFiles + ": expected 1 or more of each");
        }
        this.folder = Objects.requireNonNull(folder, "folder");
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    @Override
    public synchronized void record(String line) throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Path newest = file(0);
        if (Files.exists(newest) && Files.size(newest) + bytes.length > mostBytes) {
            rotate();
        }
        Files.write(newest, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        Files.deleteIfExists(file(mostFiles - 1));
        for (int number = mostFiles - 2; number >= 0; number--) {
            if (Files.exists(file(number))) {
                Files.move(file(number), file(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path file(int number) {
        return folder.resolve(number == 0 ? "steps.jsonl" : "steps." + number + ".jsonl");
    }
}
