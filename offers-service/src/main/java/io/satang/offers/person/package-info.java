/** The customers who join offers. */
@NullMarked
package io.satang.offers.person;

import org.jspecify.annotations.NullMarked;
