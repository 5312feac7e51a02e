package io.github.dcie.house.operations;

import java.util.List;

/** A word of the shell, put together from pieces. */
record Word(List<Piece> pieces) {

    /** A part of a word. */
    sealed interface Piece {}

    /** Stands for itself. */
    record Text(String text) implements Piece {}

    /** {@code "$NAME"}: stands for a variable's value. */
    record Variable(String name) implements Piece {}

    /** {@code $(command)}: stands for the words that a command prints. */
    record Output(Statement.Command command) implements Piece {}

    boolean is(String keyword) {
        return pieces.equals(List.of(new Text(keyword)));
    }
}
