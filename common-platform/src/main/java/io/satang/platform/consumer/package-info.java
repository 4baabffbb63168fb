/** Consuming events: once per event, retrying what passes, putting aside with its cause what cannot be applied. */
package io.satang.platform.consumer;
