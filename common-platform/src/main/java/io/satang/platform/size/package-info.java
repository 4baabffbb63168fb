/** Bounds in bytes: of one object, and of everything that waits. */
@NullMarked
package io.satang.platform.size;

import org.jspecify.annotations.NullMarked;
