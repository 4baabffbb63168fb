/** What an operator does about records that this service's consumer has put aside: looks at them, and redrives them. */
@NullMarked
package io.satang.platform.deadletter;

import org.jspecify.annotations.NullMarked;
