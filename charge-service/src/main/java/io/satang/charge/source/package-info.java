/** This service's copy of the sources that may be charged, and whom it asks for what it does not have. */
@NullMarked
package io.satang.charge.source;

import org.jspecify.annotations.NullMarked;
