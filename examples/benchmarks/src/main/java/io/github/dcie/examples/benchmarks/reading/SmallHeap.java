package io.github.dcie.examples.benchmarks.reading;

import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a gigabyte of items is read with a heap of 64 MB: if not, JMH fails. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx64m", "-XX:+UseSerialGC"})
public class SmallHeap {

    private static final int EVERY = 5_000;

    /** How many megabytes the file has, unzipped. */
    @Param("1024")
    private int megabytes = 1_024;

    /** JMH makes it. */
    public SmallHeap() {}

    /** For a test. */
    SmallHeap(int megabytes) {
        this.megabytes = megabytes;
    }

    /**
     * Orders, one of 5,000 as large as an item may be.
     *
     * @return records
     * @throws Exception if the file is not read
     */
    @Benchmark
    public long items() throws Exception {
        Orders orders = new Orders();
        AtomicInteger count = new AtomicInteger();
        return read(() -> count.incrementAndGet() % EVERY == 0 ? orders.largest() : orders.line());
    }

    /**
     * Items whose attributes all have other names.
     *
     * @return records
     * @throws Exception if the file is not read
     */
    @Benchmark
    public long names() throws Exception {
        return read(new Orders()::ofOtherNames);
    }

    private long read(Supplier<String> lines) throws IOException, UnsoundExportException {
        Path folder = Files.createTempDirectory("dcie-heap");
        GeneratedFile generated = GeneratedFile.write(folder, "large.json.gz", (long) megabytes << 20, lines);
        try {
            DataReader.of(BucketObjects.inFolder(folder)).verify(generated.file());
            return generated.file().itemCount();
        } finally {
            Files.delete(generated.path());
            Files.delete(folder);
        }
    }
}
