/** Signs deliveries with the account's webhook secrets (reference omise-api §15.2). */
@NullMarked
package io.satang.webhook.signature;

import org.jspecify.annotations.NullMarked;
