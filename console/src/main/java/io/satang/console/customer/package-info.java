/** Customers and the cards that they keep. */
@NullMarked
package io.satang.console.customer;

import org.jspecify.annotations.NullMarked;
