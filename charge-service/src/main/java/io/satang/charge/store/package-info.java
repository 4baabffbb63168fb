/** Charges in PostgreSQL: rows, batches, and what cannot be read put aside. */
@NullMarked
package io.satang.charge.store;

import org.jspecify.annotations.NullMarked;
