/** A stand-in for PostgreSQL: transactions, row locks and crashes as the stores know them, and the tables that the services keep. */
package io.satang.simulation.postgres;
