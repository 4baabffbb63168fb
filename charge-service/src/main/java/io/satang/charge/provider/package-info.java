/** The seam to whoever moves the money; what is specific to one of them stands below it. */
@NullMarked
package io.satang.charge.provider;

import org.jspecify.annotations.NullMarked;
