/** Following what becomes of charges, so that a source tells how its charge stands. */
@NullMarked
package io.satang.source.status;

import org.jspecify.annotations.NullMarked;
