/** Turns the events that services publish into events that merchants see, and into deliveries of them. */
package io.satang.webhook.intake;
