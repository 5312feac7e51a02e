package io.github.dcie.house.model;

import io.github.dcie.spi.StepRecorder;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Stepper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The coordinator with one file of its source changed; compiled in memory, beside the real one. */
final class FaultyCoordinators implements Coordinators {

    private static final Path SOURCES = Path.of("..", "dcie-core", "src", "main", "java");
    private static final String INTERNAL = "io/github/dcie/core/internal/";

    private final Coordinators faulty;

    FaultyCoordinators(PlantedFault fault) {
        try {
            String file = INTERNAL + fault.file();
            Map<String, byte[]> classes =
                    compiled(file, fault.planted(Files.readString(SOURCES.resolve(file), StandardCharsets.UTF_8)));
            faulty = (Coordinators) new Changed(classes)
                    .loadClass(RealCoordinators.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(fault.name(), e);
        }
    }

    @Override
    public Stepper start(ProcessParts parts, StepRecorder recorder) {
        return faulty.start(parts, recorder);
    }

    private static Map<String, byte[]> compiled(String file, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Map<String, java.io.ByteArrayOutputStream> written = new HashMap<>();
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, StandardCharsets.UTF_8);
                JavaFileManager memory = new Memory(files, written)) {
            boolean compiles = compiler.getTask(null, memory, said, options, null, List.of(new Source(file, source)))
                    .call();
            if (!compiles) {
                List<String> errors = new ArrayList<>();
                for (Diagnostic<?> one : said.getDiagnostics()) {
                    errors.add(one.toString());
                }
                throw new IllegalStateException(String.join("\n", errors));
            }
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, java.io.ByteArrayOutputStream> written;

        Memory(JavaFileManager files, Map<String, java.io.ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public java.io.OutputStream openOutputStream() {
                    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
                    written.put(name, bytes);
                    return bytes;
                }
            };
        }
    }

    /** Has a core of its own, and what starts it. */
    private static final class Changed extends ClassLoader {
        private final Map<String, byte[]> changed;

        Changed(Map<String, byte[]> changed) {
            super(FaultyCoordinators.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("io.github.dcie.core.") || name.equals(RealCoordinators.class.getName());
            if (!own) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = changed.containsKey(name) ? changed.get(name) : original(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        private byte[] original(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
