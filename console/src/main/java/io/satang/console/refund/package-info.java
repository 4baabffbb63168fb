/** Money that went back. */
@NullMarked
package io.satang.console.refund;

import org.jspecify.annotations.NullMarked;
