/** What payers see: the pages at which they pay or scan a code, and what became of it, in their language, form and time. */
@NullMarked
package io.satang.charge.provider.simulator.page;

import org.jspecify.annotations.NullMarked;
