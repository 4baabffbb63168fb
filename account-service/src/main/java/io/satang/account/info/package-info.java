/** {@code GET /}: what this server speaks. */
@NullMarked
package io.satang.account.info;

import org.jspecify.annotations.NullMarked;
