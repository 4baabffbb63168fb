/** Error objects, and how every failure becomes one. */
@NullMarked
package io.satang.platform.error;

import org.jspecify.annotations.NullMarked;
