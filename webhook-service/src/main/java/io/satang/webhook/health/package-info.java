/** How endpoints do: those that only fail are asked from time to time, and disabled when that goes on. All replicas know the same. */
@NullMarked
package io.satang.webhook.health;

import org.jspecify.annotations.NullMarked;
