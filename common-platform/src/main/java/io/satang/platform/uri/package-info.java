/** Addresses that merchants give us: where webhooks and payers may be sent. */
package io.satang.platform.uri;
