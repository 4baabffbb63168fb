/** How merchants and operators find what was not delivered, and have it sent again. */
@NullMarked
package io.satang.webhook.recovery;

import org.jspecify.annotations.NullMarked;
