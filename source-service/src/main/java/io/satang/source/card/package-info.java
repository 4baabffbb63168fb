/** What is known of payment cards: their issuers, and what test cards do. Nothing here has effects. */
@NullMarked
package io.satang.source.card;

import org.jspecify.annotations.NullMarked;
