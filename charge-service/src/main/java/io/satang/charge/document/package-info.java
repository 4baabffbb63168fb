/** The documents of offline charges: codes to scan, and the barcodes of bills. */
@NullMarked
package io.satang.charge.document;

import org.jspecify.annotations.NullMarked;
