/** What is known of payment cards: numbers, brands, issuers, test cards, and what is wrong with a card. Nothing here has effects. */
@NullMarked
package io.satang.source.card;

import org.jspecify.annotations.NullMarked;
