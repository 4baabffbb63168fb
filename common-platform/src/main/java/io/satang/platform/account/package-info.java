/** Each service's own copy of the accounts, fed by {@code account.changed}: a table, an index in memory, and the account that a request is made for. */
@NullMarked
package io.satang.platform.account;

import org.jspecify.annotations.NullMarked;
