/** Merchants' own look at their keys, and rolling them. */
@NullMarked
package io.satang.account.key;

import org.jspecify.annotations.NullMarked;
