/** Charges as events for the other services. */
package io.satang.charge.event;
