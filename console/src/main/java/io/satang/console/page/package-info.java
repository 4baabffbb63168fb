/** What all pages share: their frame, their headers, amounts, times and words. */
@NullMarked
package io.satang.console.page;

import org.jspecify.annotations.NullMarked;
