/** Currencies and amounts in subunits. */
@NullMarked
package io.satang.platform.money;

import org.jspecify.annotations.NullMarked;
