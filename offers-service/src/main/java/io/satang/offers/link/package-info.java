/** Which cards have joined which offers, and what that has come to. */
@NullMarked
package io.satang.offers.link;

import org.jspecify.annotations.NullMarked;
