/** Records in Amazon Ion; loaded only if an export has this format. Internal: no promise is made. */
@NullMarked
package io.github.dcie.reader.internal.ion;

import org.jspecify.annotations.NullMarked;
