/** Records in DynamoDB's JSON. Internal: no promise is made. */
@NullMarked
package io.github.dcie.reader.internal.json;

import org.jspecify.annotations.NullMarked;
