package io.github.dcie.examples.benchmarks.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.UnsoundExportException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is measured, all of it with a heap of 64 MB. Every method gives how many records it has read, so that none of its work
 * is optimised away.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx64m", "-XX:+UseSerialGC"})
public class Reading {

    private static final int BUFFER = 64 << 10;

    /** How many megabytes the file has, unzipped. */
    @Param("64")
    private int megabytes = 64;

    private Optional<Inputs> inputs = Optional.empty();

    /** Two files, and who reads them. */
    private record Inputs(
            Path folder, GeneratedFile first, GeneratedFile second, DataReader reader, ExecutorService two) {}

    /** JMH makes it. */
    public Reading() {}

    /** For a test. */
    Reading(int megabytes) {
        this.megabytes = megabytes;
    }

    /**
     * Writes the files.
     *
     * @throws IOException if there is no room
     */
    @Setup(Level.Trial)
    public void write() throws IOException {
        Path folder = Files.createTempDirectory("dcie-reading");
        long bytes = (long) megabytes << 20;
        GeneratedFile first = GeneratedFile.write(folder, "first.json.gz", bytes, new Orders()::line);
        GeneratedFile second = GeneratedFile.write(folder, "second.json.gz", bytes, new Orders()::line);
        inputs = Optional.of(new Inputs(
                folder, first, second, DataReader.of(BucketObjects.inFolder(folder)), Executors.newFixedThreadPool(2)));
    }

    /**
     * Deletes them.
     *
     * @throws IOException if that cannot be done
     */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Inputs in = in();
        in.two().shutdownNow();
        try (Stream<Path> files = Files.walk(in.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Inputs in() {
        return inputs.orElseThrow(() -> new IllegalStateException("call write() first"));
    }

    /**
     * The yardstick: gunzip, and Jackson's tokens.
     *
     * @return records
     * @throws IOException never
     */
    @Benchmark
    public long tokens() throws IOException {
        return tokens(in().first(), token -> {});
    }

    /**
     * The yardstick for two files at the same time: what this machine has room for beside one.
     *
     * @return records
     * @throws Exception never
     */
    @Benchmark
    public long twoTokens() throws Exception {
        return both(file -> tokens(file, token -> {}));
    }

    /**
     * The same, and the texts of names and values.
     *
     * @return records and characters
     * @throws IOException never
     */
    @Benchmark
    public long texts() throws IOException {
        long[] characters = new long[1];
        long records = tokens(
                in().first(),
                json -> characters[0] += json.currentToken() == JsonToken.VALUE_STRING
                        ? json.getText().length()
                        : 0);
        return characters[0] > 0 ? records : 0;
    }

    private interface Each {
        void token(JsonParser json) throws IOException;
    }

    private static long tokens(GeneratedFile file, Each each) throws IOException {
        long records = 0;
        try (JsonParser json = new JsonFactory()
                .createParser(new GZIPInputStream(
                        new BufferedInputStream(Files.newInputStream(file.path()), BUFFER), BUFFER))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                each.token(json);
                records += token == JsonToken.END_OBJECT
                                && json.getParsingContext().inRoot()
                        ? 1
                        : 0;
            }
        }
        return records;
    }

    /**
     * The reader: changes, MD5 and count verified.
     *
     * @return records
     * @throws Exception never
     */
    @Benchmark
    public long reader() throws Exception {
        return read(in().first());
    }

    /**
     * Two files at the same time.
     *
     * @return records
     * @throws Exception never
     */
    @Benchmark
    public long twoReaders() throws Exception {
        return both(this::read);
    }

    private interface Of {
        long file(GeneratedFile file) throws Exception;
    }

    private long both(Of reading) throws Exception {
        List<Callable<Long>> both = List.of(() -> reading.file(in().first()), () -> reading.file(in().second()));
        long records = 0;
        for (Future<Long> each : in().two().invokeAll(both)) {
            records += each.get();
        }
        return records;
    }

    private long read(GeneratedFile generated) throws IOException, UnsoundExportException {
        return read(in().reader(), generated);
    }

    private static long read(DataReader reader, GeneratedFile generated) throws IOException, UnsoundExportException {
        long records = 0;
        try (Changes changes = reader.open(generated.file())) {
            for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
                records++;
            }
        }
        return records;
    }
}
