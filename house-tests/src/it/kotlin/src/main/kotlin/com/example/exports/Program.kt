package com.example.exports

import io.github.dcie.AdvanceOutcome
import io.github.dcie.AdvanceOutcome.Blocked
import io.github.dcie.AdvanceOutcome.Idle
import io.github.dcie.AdvanceOutcome.Progressed
import io.github.dcie.ExportEvent
import io.github.dcie.ExportEvent.ChainEvent
import io.github.dcie.ExportEvent.ChainStarted
import io.github.dcie.ExportEvent.ConditionBegan
import io.github.dcie.ExportEvent.ConditionContinues
import io.github.dcie.ExportEvent.ConditionEnded
import io.github.dcie.ExportEvent.ConditionEvent
import io.github.dcie.ExportEvent.ExportCommitted
import io.github.dcie.ExportEvent.FullExportCommitted
import io.github.dcie.ExportEvent.WindowCommitted
import io.github.dcie.ExportJob
import io.github.dcie.JobId
import io.github.dcie.S3Destination
import io.github.dcie.TableArn
import io.github.dcie.core.ExportCoordinator
import io.github.dcie.spi.CompletionCheck.Verdict
import io.github.dcie.testkit.ExportEmulator
import io.github.dcie.testkit.InMemoryStateStore
import java.time.Duration

private val table = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders")
private val job = ExportJob.of(
    JobId.of("orders"),
    table,
    S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner("123456789012"),
)

/** No `else`: a step comes to one of these. */
fun outcome(outcome: AdvanceOutcome): String = when (outcome) {
    is Progressed -> "progressed"
    is Idle -> "idle"
    is Blocked -> "blocked"
}

/** No `else`: the three families of events are all, for ever. */
fun family(event: ExportEvent): String = when (event) {
    is ExportCommitted -> "data"
    is ConditionEvent -> "condition"
    is ChainEvent -> "chain"
}

/** No `else`: every record; one that a release adds does not compile until it has a branch. */
fun record(event: ExportEvent): String = when (event) {
    is FullExportCommitted -> "full export"
    is WindowCommitted -> "window ${event.sequence}"
    is ConditionBegan -> "${event.condition.kind()} began"
    is ConditionContinues -> "${event.condition.kind()} continues"
    is ConditionEnded -> "${event.condition.kind()} ended"
    is ChainStarted -> "chain ${event.generation}"
}

/** No `else`: the three verdicts of a check are all, for ever. */
fun verdict(verdict: Verdict): String = when (verdict) {
    is Verdict.Accept -> "accepted"
    is Verdict.NotYet -> "not yet: ${verdict.why}"
    is Verdict.Reject -> "rejected: ${verdict.reason}"
}

/** Some hours of a table's exports in Kotlin; it fails unless they go as expected. */
fun main() {
    listOf("org.junit.jupiter.api.Test", "net.jqwik.api.Arbitrary").forEach {
        check(runCatching { Class.forName(it) }.exceptionOrNull() is ClassNotFoundException) { "$it is there" }
    }

    val aws = ExportEmulator.withTable(table)
    val events = mutableListOf<ExportEvent>()
    val exports = ExportCoordinator.builder(job, aws.client(), InMemoryStateStore())
        .clock(aws.clock())
        .notifier { events += it }
        .build()
    val outcomes = mutableSetOf<String>()
    repeat(24) {
        if (it == 20) aws.switchRecoveryOff(table)
        outcomes += outcome(exports.advance())
        aws.clock().advance(Duration.ofMinutes(5))
    }

    check(outcomes == setOf("progressed", "idle", "blocked")) { outcomes }
    check(events.map(::family).toSet() == setOf("data", "condition", "chain")) { events.map(::family) }
    check(events.map(::record).containsAll(listOf("chain 1", "full export", "window 1", "PITR_OFF began"))) {
        events.map(::record)
    }
    check(verdict(Verdict.notYet("too small")) == "not yet: too small")
}
