/** {@code GET /charges} and {@code GET /charges/{id}}. */
@NullMarked
package io.satang.charge.read;

import org.jspecify.annotations.NullMarked;
