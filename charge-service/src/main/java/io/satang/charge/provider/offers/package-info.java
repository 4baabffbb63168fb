/** The offers-service, which sets discounts aside before payers are charged. */
@NullMarked
package io.satang.charge.provider.offers;

import org.jspecify.annotations.NullMarked;
