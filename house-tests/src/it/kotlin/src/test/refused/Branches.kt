package com.example.refused

import io.github.dcie.AdvanceOutcome
import io.github.dcie.AdvanceOutcome.Blocked
import io.github.dcie.AdvanceOutcome.Progressed
import io.github.dcie.ExportEvent
import io.github.dcie.ExportEvent.ChainEvent
import io.github.dcie.ExportEvent.ChainStarted
import io.github.dcie.ExportEvent.ConditionBegan
import io.github.dcie.ExportEvent.ConditionEnded
import io.github.dcie.ExportEvent.ExportCommitted
import io.github.dcie.spi.CompletionCheck.Verdict

fun outcome(outcome: AdvanceOutcome): String =
    when (outcome) { // error: 'when' expression must be exhaustive. Add the 'is Idle' branch or an 'else' branch.
        is Progressed -> "progressed"
        is Blocked -> "blocked"
    }

fun family(event: ExportEvent): String =
    when (event) { // error: 'when' expression must be exhaustive. Add the 'is ConditionBegan', 'is ConditionContinues', 'is ConditionEnded' branches or an 'else' branch.
        is ExportCommitted -> "data"
        is ChainEvent -> "chain"
    }

fun record(event: ExportEvent): String =
    when (event) { // error: 'when' expression must be exhaustive. Add the 'is ConditionContinues' branch or an 'else' branch.
        is ExportCommitted -> "data"
        is ConditionBegan -> "began"
        is ConditionEnded -> "ended"
        is ChainStarted -> "chain"
    }

fun verdict(verdict: Verdict): String =
    when (verdict) { // error: 'when' expression must be exhaustive. Add the 'is NotYet' branch or an 'else' branch.
        is Verdict.Accept -> "accepted"
        is Verdict.Reject -> "rejected"
    }
