/** The deadline of a pending charge, and who keeps it. */
@NullMarked
package io.satang.charge.expire;

import org.jspecify.annotations.NullMarked;
