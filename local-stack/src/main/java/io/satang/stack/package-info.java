/** The command line of {@code ./satang}. */
@NullMarked
package io.satang.stack;

import org.jspecify.annotations.NullMarked;
