/** Keeps the states of export jobs in SSM Parameter Store. */
@NullMarked
package io.github.dcie.ssm;

import org.jspecify.annotations.NullMarked;
