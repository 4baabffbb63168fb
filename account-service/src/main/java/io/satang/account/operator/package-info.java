/** What the operator of the platform does: opens accounts, issues and rolls keys. */
@NullMarked
package io.satang.account.operator;

import org.jspecify.annotations.NullMarked;
