/** Consuming events: once per event, retrying what passes, putting aside with its cause what cannot be applied. */
@NullMarked
package io.satang.platform.consumer;

import org.jspecify.annotations.NullMarked;
