/** {@code POST /charges}: from a request to a pending charge and its event. */
@NullMarked
package io.satang.charge.create;

import org.jspecify.annotations.NullMarked;
