package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.migration.TakeOver;
import io.github.dcie.testkit.ExportEmulator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step loads the coordinator and nothing else: nothing of what a person does now and then. */
class ClassLoadingTest {

    private final Recorder loader = new Recorder();

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void aFullExportAndAWindowLoadTheCoordinatorAlone() throws Exception {
        Callable<?> oneWindow = (Callable<?>) loader.loadClass(OneWindow.class.getName())
                .getDeclaredConstructor()
                .newInstance();

        assertThat(oneWindow.call()).as("chain started, full export, window").isEqualTo(3);
        assertThat(loader.loaded).contains(ExportCoordinator.class.getName());
        assertThat(loader.loaded).noneMatch(ClassLoadingTest::isAroundTheCoordinator);
    }

    @Test
    void whatIsAroundItWouldBeSeen() throws Exception {
        loader.loadClass(CatalogReader.class.getName());
        loader.loadClass(TakeOver.class.getName());

        assertThat(loader.loaded)
                .filteredOn(ClassLoadingTest::isAroundTheCoordinator)
                .hasSizeGreaterThan(1);
    }

    private static boolean isAroundTheCoordinator(String name) {
        return Stream.of("admin.", "migration.", "reader.").anyMatch(part -> name.startsWith("io.github.dcie." + part));
    }

    /** Loads the project's classes itself, and writes their names down. */
    private static final class Recorder extends URLClassLoader {

        private final Set<String> loaded = new TreeSet<>();

        Recorder() {
            super(
                    Stream.of(
                                    ExportJob.class,
                                    ExportCoordinator.class,
                                    CatalogReader.class,
                                    TakeOver.class,
                                    ExportEmulator.class,
                                    OneWindow.class)
                            .map(type ->
                                    type.getProtectionDomain().getCodeSource().getLocation())
                            .toArray(URL[]::new),
                    ClassLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.github.dcie.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            loaded.add(name);
            return known == null ? findClass(name) : known;
        }
    }
}
