/** The QR document of an offline charge. */
@NullMarked
package io.satang.charge.document;

import org.jspecify.annotations.NullMarked;
