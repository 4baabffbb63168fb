/** Merchants' customers and the cards that the vault keeps for them. */
@NullMarked
package io.satang.charge.customer;

import org.jspecify.annotations.NullMarked;
