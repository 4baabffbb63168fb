/** {@code GET /satang.js}: what browsers load to pay in a merchant's page. */
@NullMarked
package io.satang.account.script;

import org.jspecify.annotations.NullMarked;
