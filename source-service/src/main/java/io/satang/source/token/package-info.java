/** Tokens: a card comes in once, is charged or kept once, and forgotten. */
@NullMarked
package io.satang.source.token;

import org.jspecify.annotations.NullMarked;
