/** Events as merchants see them: what happened to an object of theirs, and what became of telling them. */
@NullMarked
package io.satang.webhook.event;

import org.jspecify.annotations.NullMarked;
