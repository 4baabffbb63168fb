/** Lists of the API that are shown as they are: customers, refunds, offers. */
@NullMarked
package io.satang.console.listing;

import org.jspecify.annotations.NullMarked;
