/** What merchants ask of a charge that exists: change its details, expire it, mark it as paid or failed. */
package io.satang.charge.command;
