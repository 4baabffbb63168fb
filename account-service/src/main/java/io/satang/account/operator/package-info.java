/** What the operator of the platform does: opens accounts, issues and rolls keys. */
package io.satang.account.operator;
