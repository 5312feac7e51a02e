/**
 * Reads and verifies what exports have written to a bucket: the manifests of an export, which name its data files. Start
 * with {@link io.github.dcie.reader.ManifestReader}.
 */
@NullMarked
package io.github.dcie.reader;

import org.jspecify.annotations.NullMarked;
