/** Secrets that are encrypted before they are stored, each bound to what it belongs to. */
@NullMarked
package io.satang.platform.sealing;

import org.jspecify.annotations.NullMarked;
