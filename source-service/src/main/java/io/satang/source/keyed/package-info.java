/** Objects that are made once for an Idempotency-Key, however often they are asked for. */
@NullMarked
package io.satang.source.keyed;

import org.jspecify.annotations.NullMarked;
