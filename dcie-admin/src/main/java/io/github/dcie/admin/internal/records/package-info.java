/** What is known of a table's exports: DynamoDB's own records, and the manifests beside the data. Internal: no promise is made. */
package io.github.dcie.admin.internal.records;
