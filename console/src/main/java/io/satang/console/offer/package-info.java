/** Offers and how they stand. */
@NullMarked
package io.satang.console.offer;

import org.jspecify.annotations.NullMarked;
