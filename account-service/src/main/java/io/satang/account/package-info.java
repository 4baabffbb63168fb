/**
 * Accounts and their API keys: the one place where they change. What other services need of them they read from the topic
 * {@code account.changed}.
 */
@NullMarked
package io.satang.account;

import org.jspecify.annotations.NullMarked;
