package io.github.dcie.house;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A module's main classes, from the folder or jar on this test's class path.
 *
 * @param descriptor its module-info
 * @param location where its classes are
 */
record CompiledModule(ModuleDescriptor descriptor, URI location) {

    private static final String DESCRIPTOR = "module-info.class";

    static CompiledModule of(PublishedModule module) {
        try {
            for (URL url :
                    Collections.list(CompiledModule.class.getClassLoader().getResources(DESCRIPTOR))) {
                try (InputStream in = url.openStream()) {
                    ModuleDescriptor found = ModuleDescriptor.read(in);
                    if (found.name().equals(module.name())) {
                        String text = url.toString();
                        return new CompiledModule(
                                found, URI.create(text.substring(0, text.length() - DESCRIPTOR.length())));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("module " + module.name() + " is not on the class path of this test: add "
                + module + " to the test dependencies of house-tests");
    }

    /** Its classes alone: to look for those of the SDK would take seconds. */
    JavaClasses classes() {
        return ArchConfiguration.withThreadLocalScope((Function<ArchConfiguration, JavaClasses>) configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importUrl(url());
        });
    }

    /** The packages that everybody may use. */
    Set<String> exportedPackages() {
        return descriptor.exports().stream()
                .filter(exported -> !exported.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    /** Public and protected types of the packages that everybody may use, by their names. */
    List<Class<?>> exportedTypes() {
        Set<String> packages = exportedPackages();
        return classes().stream()
                .filter(type -> packages.contains(type.getPackageName()))
                .<Class<?>>map(JavaClass::reflect)
                .filter(Signatures::isVisible)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private URL url() {
        try {
            return location.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
