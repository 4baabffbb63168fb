/** Turns the events that services publish into events that merchants see, and into deliveries of them. */
@NullMarked
package io.satang.webhook.intake;

import org.jspecify.annotations.NullMarked;
