package io.github.dcie.house.model;

/** The sides of an effect. */
enum Side {
    /** Decided on, not begun. */
    BEFORE,
    /** A request for an export that is signed and on its way. */
    SIGNED,
    /** Made; its caller has not seen the answer. */
    AFTER
}
