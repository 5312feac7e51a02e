/** A Lambda function that makes one step at each invocation. Begin with {@link ExportHandler}. */
@NullMarked
package io.github.dcie.examples.lambda;

import org.jspecify.annotations.NullMarked;
