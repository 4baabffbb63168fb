package io.satang.source.catalogue;

/** What of a paid charge can be given back through the platform (reference omise-api §9.4). */
public enum Refunds {
    /** Nothing; the payer has to ask the method's operator. */
    NONE,
    /** The whole amount or nothing. */
    FULL,
    /** Any part of the amount. */
    PARTIAL
}
