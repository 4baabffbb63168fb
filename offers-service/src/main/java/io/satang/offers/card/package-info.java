/** The cards that customers join with: verified, recognised, and not kept. */
@NullMarked
package io.satang.offers.card;

import org.jspecify.annotations.NullMarked;
