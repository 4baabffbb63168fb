/** The provider of test mode: its record, the pages at which its payers decide, and what it can be told to do wrong. */
@NullMarked
package io.satang.charge.provider.simulator;

import org.jspecify.annotations.NullMarked;
