/** Charges as the API answers them. */
@NullMarked
package io.satang.charge.view;

import org.jspecify.annotations.NullMarked;
