/** Offers: what they promise, when, to whom and how often; how they are made, changed and shown. */
@NullMarked
package io.satang.offers.offer;

import org.jspecify.annotations.NullMarked;
