/** Keeps the states of export jobs in a DynamoDB table. */
package io.github.dcie.dynamo;
