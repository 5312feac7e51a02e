/** Keeps the states of export jobs in a DynamoDB table. */
@NullMarked
package io.github.dcie.dynamo;

import org.jspecify.annotations.NullMarked;
