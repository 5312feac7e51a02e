package io.github.dcie.house;

import java.nio.file.Path;

/**
 * A module that is released.
 *
 * @param artifact its artifact id
 * @param folder where its sources are
 * @param name its name as a Java module
 */
record PublishedModule(String artifact, Path folder, String name) {

    @Override
    public String toString() {
        return artifact;
    }
}
