/** How the account can be paid, and who pays the interest of installments. */
@NullMarked
package io.satang.console.method;

import org.jspecify.annotations.NullMarked;
