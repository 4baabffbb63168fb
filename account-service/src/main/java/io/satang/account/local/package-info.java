/** The two test accounts of the local stack. */
@NullMarked
package io.satang.account.local;

import org.jspecify.annotations.NullMarked;
