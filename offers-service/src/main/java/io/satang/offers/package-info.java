/** Card-linked offers: programmes that customers join with their card, redeemed by real payments. */
@NullMarked
package io.satang.offers;

import org.jspecify.annotations.NullMarked;
