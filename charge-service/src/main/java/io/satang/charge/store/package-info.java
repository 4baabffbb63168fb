/** Charges in PostgreSQL: rows, batches, and what cannot be read put aside. */
package io.satang.charge.store;
