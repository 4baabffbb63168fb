/** How long events and what became of them are kept. */
@NullMarked
package io.satang.webhook.retention;

import org.jspecify.annotations.NullMarked;
