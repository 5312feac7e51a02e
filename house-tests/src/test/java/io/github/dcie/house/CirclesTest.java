package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file needs a file that needs it: each can be read after those that it needs. */
class CirclesTest {

    private static final String OURS = "io.github.dcie.";
    private static final String WORLD = OURS + "testkit.simulation.";

    /** Those there are. None is added. */
    private static final List<List<String>> KNOWN = List.of(
            List.of(OURS + "Health", OURS + "JobStatus"),
            prefixed(WORLD, "Interleaving", "Round"),
            prefixed(
                    WORLD,
                    "Claims",
                    "FaultyCheck",
                    "Life",
                    "Oracle",
                    "Rounds",
                    "Settlement",
                    "SimulatedProcess",
                    "Simulation",
                    "Watch",
                    "WatchedStore",
                    "Weather"));

    private final Map<String, Set<String>> needs = new HashMap<>();

    @Test
    void noFilesNeedEachOther() {
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.dcie").stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .forEach(this::add);
        Map<String, Set<String>> reached = new HashMap<>();
        needs.keySet().forEach(file -> reached.put(file, reachedFrom(file)));
        Set<List<String>> rings = new HashSet<>();
        for (String file : needs.keySet()) {
            List<String> ring = reached.getOrDefault(file, Set.of()).stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(file))
                    .sorted()
                    .toList();
            if (ring.size() > 1) {
                rings.add(ring);
            }
        }

        assertThat(rings).as("files that need each other").containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static List<String> prefixed(String prefix, String... names) {
        return Stream.of(names).map(prefix::concat).toList();
    }

    private void add(Dependency dependency) {
        String from = file(dependency.getOriginClass());
        String to = file(dependency.getTargetClass());
        if (!from.equals(to) && to.startsWith(OURS)) {
            needs.computeIfAbsent(from, file -> new HashSet<>()).add(to);
        }
    }

    private static String file(JavaClass type) {
        return type.getBaseComponentType().getName().replaceAll("\\$.*", "");
    }

    private Set<String> reachedFrom(String file) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(file));
        while (!next.isEmpty()) {
            for (String needed : needs.getOrDefault(next.pop(), Set.of())) {
                if (reached.add(needed)) {
                    next.push(needed);
                }
            }
        }
        return reached;
    }
}
