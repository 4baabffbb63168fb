package io.satang.stack.doctor;

/** How well something is. */
enum Health {
    /** Nothing is to be done. */
    GREEN,
    /** Somebody should look at it, and payments go on. */
    YELLOW,
    /** Something does not work. */
    RED
}
