/** The page where a payer pays: in test mode the built-in simulator stands in for the payment provider. */
@NullMarked
package io.satang.charge.page;

import org.jspecify.annotations.NullMarked;
