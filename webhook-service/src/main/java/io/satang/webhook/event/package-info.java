/** Events as merchants see them: what happened to an object of theirs, and what became of telling them. */
package io.satang.webhook.event;
