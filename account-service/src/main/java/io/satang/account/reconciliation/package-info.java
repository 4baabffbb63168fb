/** Makes good at start what the topic of accounts has lost. */
@NullMarked
package io.satang.account.reconciliation;

import org.jspecify.annotations.NullMarked;
