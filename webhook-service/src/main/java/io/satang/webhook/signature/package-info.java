/** Signs deliveries with the account's webhook secrets (reference omise-api §15.2). */
package io.satang.webhook.signature;
