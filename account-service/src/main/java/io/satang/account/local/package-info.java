/** The two test accounts of the local stack. */
package io.satang.account.local;
