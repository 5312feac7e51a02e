/** DynamoDB's export and recovery API in the chain's words. Internal: no promise is made. */
package io.github.dcie.core.internal.aws;
