/** The job's chains as DynamoDB's records and manifests show them, and what is wrong with them. Internal: no promise is made. */
package io.github.dcie.admin.internal.catalog;
