/** Limits per account, key and address, and the share of one account in what is under way. */
package io.satang.platform.rate;
