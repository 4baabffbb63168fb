/** API keys, their form and hash; rings of secret keys; the secrets that a production service does not start without. */
@NullMarked
package io.satang.platform.key;

import org.jspecify.annotations.NullMarked;
