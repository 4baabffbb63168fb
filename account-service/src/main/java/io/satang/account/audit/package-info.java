/** What operators did, kept for good. */
@NullMarked
package io.satang.account.audit;

import org.jspecify.annotations.NullMarked;
