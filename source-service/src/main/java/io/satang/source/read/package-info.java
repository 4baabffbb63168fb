/** Reading a source back, for merchants and for other services. */
@NullMarked
package io.satang.source.read;

import org.jspecify.annotations.NullMarked;
