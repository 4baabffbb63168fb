/** {@code GET /}: what this server speaks. */
package io.satang.account.info;
