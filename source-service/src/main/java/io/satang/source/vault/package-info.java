/**
 * The vault: what of a card must not be seen by anybody, encrypted under keys that stand in the environment alone, and the fingerprint by
 * which a merchant recognises a card.
 */
@NullMarked
package io.satang.source.vault;

import org.jspecify.annotations.NullMarked;
