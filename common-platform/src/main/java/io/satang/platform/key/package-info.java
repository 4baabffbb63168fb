/** API keys: their form, their hash, and the secrets that a production service does not start without. */
package io.satang.platform.key;
