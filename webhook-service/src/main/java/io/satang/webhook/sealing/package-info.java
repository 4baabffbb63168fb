/** What is encrypted of endpoints, encrypted anew: what is still in clear, and what a former key has sealed. */
@NullMarked
package io.satang.webhook.sealing;

import org.jspecify.annotations.NullMarked;
