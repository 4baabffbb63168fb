/** What pages of other origins may ask in a payer's browser (the Fetch standard, §3.2). */
@NullMarked
package io.satang.platform.crossorigin;

import org.jspecify.annotations.NullMarked;
