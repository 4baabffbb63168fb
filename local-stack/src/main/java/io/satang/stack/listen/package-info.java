/** A merchant's webhook receiver for the terminal. */
@NullMarked
package io.satang.stack.listen;

import org.jspecify.annotations.NullMarked;
