/** {@code GET /charges} and {@code GET /charges/{id}}. */
package io.satang.charge.read;
