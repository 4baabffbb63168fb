/** What signatures of webhooks say. */
@NullMarked
package io.satang.stack.verify;

import org.jspecify.annotations.NullMarked;
