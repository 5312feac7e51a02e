package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A year of one job without trouble, the emulated services and the notifier's topic included. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(
        value = 1,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class OwnYear {

    /** JMH makes it. */
    public OwnYear() {}

    /**
     * Lives through it, called as {@code callAgainAt} says.
     *
     * @return how many steps that took
     */
    @Benchmark
    public long steps() {
        World world = new World(World.USUAL_EXPORT);
        Library library = NoticeSection.polling(world);
        library.start();
        world.runFor(Duration.ofDays(365));
        return library.steps();
    }
}
