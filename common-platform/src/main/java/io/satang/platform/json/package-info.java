/** JSON as it is stored, answered and compared. */
@NullMarked
package io.satang.platform.json;

import org.jspecify.annotations.NullMarked;
