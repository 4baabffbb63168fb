/** Request bodies, read under a common budget of bytes and time, and only after the caller is known. */
@NullMarked
package io.satang.platform.body;

import org.jspecify.annotations.NullMarked;
