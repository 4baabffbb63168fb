/** Addresses that merchants give us: where webhooks and payers may be sent. */
@NullMarked
package io.satang.platform.uri;

import org.jspecify.annotations.NullMarked;
