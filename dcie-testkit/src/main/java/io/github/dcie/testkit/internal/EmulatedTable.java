package io.github.dcie.testkit.internal;

import io.github.dcie.TableArn;
import java.time.Instant;

/** A table as long as it lives; one of the same name that is created later is another one. Not thread-safe. */
final class EmulatedTable {

    private final TableArn arn;
    private final String id;
    private final Instant createdAt;
    private final TableData data;
    private final Recovery recovery = new Recovery();
    private long bytes;
    private long items;

    EmulatedTable(TableArn arn, String id, Instant createdAt, TableData data) {
        this.arn = arn;
        this.id = id;
        this.createdAt = createdAt;
        this.data = data;
    }

    TableArn arn() {
        return arn;
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    TableData data() {
        return data;
    }

    Recovery recovery() {
        return recovery;
    }

    long bytes() {
        return bytes;
    }

    long items() {
        return items;
    }

    void resize(long newBytes, long newItems) {
        bytes = newBytes;
        items = newItems;
    }
}
