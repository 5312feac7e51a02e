/**
 * DynamoDB's export and recovery API in the chain's words: the only package that knows the SDK's requests, answers and
 * exceptions. It decides nothing.
 */
package io.github.dcie.core.internal.dynamodb;
