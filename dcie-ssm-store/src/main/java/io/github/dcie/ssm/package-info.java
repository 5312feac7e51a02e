/** Keeps the states of export jobs in SSM Parameter Store. */
package io.github.dcie.ssm;
