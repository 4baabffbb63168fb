/** Whether a payment earns the reward of an offer, and if not, why. Pure rules. */
@NullMarked
package io.satang.offers.qualification;

import org.jspecify.annotations.NullMarked;
