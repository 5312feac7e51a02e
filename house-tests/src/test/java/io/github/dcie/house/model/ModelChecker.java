package io.github.dcie.house.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tlc2.TLC;

/** Runs TLC on the files of {@code model/}, in a JVM of its own, since it ends the one it runs in. */
final class ModelChecker {

    private static final Path MODEL = Path.of("..", "model");

    private ModelChecker() {}

    /** Whether the model has behaviours with exactly the effects of these traces. */
    static Verdict verdict(Scale scale, List<Trace> traces) {
        try {
            Path folder = folder();
            Files.writeString(folder.resolve("Traces.tla"), module(traces), StandardCharsets.UTF_8);
            return Verdict.of(traces, run(folder, "Trace.tla", scale.configuration()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All behaviours of the model with these constants. */
    static Checked check(String configuration) {
        return check(configuration, Map.of());
    }

    /** The same with some of the constants changed. */
    static Checked check(String configuration, Map<String, String> constants) {
        try {
            Path folder = folder();
            Path file = folder.resolve(configuration);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (Map.Entry<String, String> constant : constants.entrySet()) {
                text = text.replaceFirst(
                        "(?m)^  " + constant.getKey() + " = .*$",
                        "  " + constant.getKey() + " = " + constant.getValue());
            }
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return Checked.of(configuration, run(folder, "Dcie.tla", configuration));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("dcie-model");
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }

    private static String module(List<Trace> traces) {
        String names = traces.stream().map(trace -> "\"" + trace.name() + "\"").collect(Collectors.joining(", "));
        String bodies = traces.stream()
                .map(trace -> trace.events().stream().map(Event::toString).collect(Collectors.joining(",\n  ")))
                .map(events -> "<< " + events + " >>")
                .collect(Collectors.joining(",\n"));
        return "---- MODULE Traces ----\nEXTENDS Integers\nNames == <<" + names + ">>\nTraces == <<\n" + bodies
                + "\n>>\n====\n";
    }

    private static List<String> run(Path folder, String module, String configuration) throws IOException {
        Path jar = Path.of(
                TLC.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xss8m",
                "-Duser.language=en",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                jar.toString(),
                "tlc2.TLC",
                "-metadir",
                folder.resolve("states").toString(),
                "-config",
                configuration,
                module));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        delete(folder);
        return lines;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
