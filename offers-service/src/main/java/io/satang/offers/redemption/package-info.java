/** Rewards that payments have earned: what becomes of them, and the counts that keep them within their limits. */
@NullMarked
package io.satang.offers.redemption;

import org.jspecify.annotations.NullMarked;
