/** Limits per account, key and address, and the share of one account in what is under way. */
@NullMarked
package io.satang.platform.rate;

import org.jspecify.annotations.NullMarked;
