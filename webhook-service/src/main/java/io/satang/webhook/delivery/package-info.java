/**
 * Brings events to endpoints, at least once and for as long as {@link io.satang.webhook.delivery.RetrySchedule} says.
 *
 * <p>{@link io.satang.webhook.delivery.DeliveryRules} decides what a delivery may do next and is pure.
 * {@link io.satang.webhook.delivery.Dispatcher} runs it against a {@link io.satang.webhook.delivery.DeliveryStore} and a
 * {@link io.satang.webhook.delivery.Sender}; it has no thread and no clock of its own, so a simulation can drive it as well as the service.
 */
@NullMarked
package io.satang.webhook.delivery;

import org.jspecify.annotations.NullMarked;
