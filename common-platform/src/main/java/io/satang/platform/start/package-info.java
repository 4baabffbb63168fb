/** How a service begins, and how it says why it cannot. */
@NullMarked
package io.satang.platform.start;

import org.jspecify.annotations.NullMarked;
