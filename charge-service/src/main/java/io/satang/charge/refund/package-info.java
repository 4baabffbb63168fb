/** Refunds of charges: asked for, listed and read (reference omise-api §8.9, §9.4). What may be given back is decided in {@code decision}. */
@NullMarked
package io.satang.charge.refund;

import org.jspecify.annotations.NullMarked;
