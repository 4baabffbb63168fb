/** Cards that may be charged: whom this service asks for them, as it holds none. */
@NullMarked
package io.satang.charge.card;

import org.jspecify.annotations.NullMarked;
