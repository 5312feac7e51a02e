package io.github.dcie.house.operations;

import java.util.List;

/** A line for the shell. */
sealed interface Statement {

    /** {@code NAME=value}. */
    record Assignment(String variable, Word value) implements Statement {}

    /** A program and its arguments. */
    record Command(List<Word> words) implements Statement {}

    /** {@code for NAME in words; do statements; done}. */
    record Loop(String variable, List<Word> over, List<Statement> body) implements Statement {}
}
