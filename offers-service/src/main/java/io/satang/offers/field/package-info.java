/** What may stand in the fields of a request. */
@NullMarked
package io.satang.offers.field;

import org.jspecify.annotations.NullMarked;
