package io.github.dcie.examples.benchmarks.overhead;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * JMH starts its forks with the property {@code java.class.path}. Where Maven runs the benchmarks that is Maven's own: the
 * benchmarks' are in a class loader.
 */
public final class ForkClassPath {

    private static final String PROPERTY = "java.class.path";

    private ForkClassPath() {}

    /** What may start forks. */
    @FunctionalInterface
    public interface Forking<T> {

        /**
         * Starts them.
         *
         * @return what came of it
         * @throws RunnerException if they fail
         */
        T run() throws RunnerException;
    }

    /**
     * Runs something while the property says where the benchmarks' classes really are.
     *
     * @param <T> what comes of it
     * @param action what starts forks
     * @return what came of it
     */
    public static <T> T during(Forking<T> action) {
        String before = System.getProperty(PROPERTY, "");
        if (ForkClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            System.setProperty(PROPERTY, of(loader));
        }
        try {
            return action.run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure: " + e.getMessage(), e);
        } finally {
            System.setProperty(PROPERTY, before);
        }
    }

    private static String of(URLClassLoader loader) {
        return Arrays.stream(loader.getURLs()).map(ForkClassPath::path).collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + ": expected a file or folder of the class path", e);
        }
    }
}
