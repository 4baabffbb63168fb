/** API keys: their form, their hash, and the secrets that a production service does not start without. */
@NullMarked
package io.satang.platform.key;

import org.jspecify.annotations.NullMarked;
