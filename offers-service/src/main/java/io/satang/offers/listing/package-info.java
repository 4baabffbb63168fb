/** A part of a list, as every route asks for it and answers it. */
@NullMarked
package io.satang.offers.listing;

import org.jspecify.annotations.NullMarked;
