/** Operators sign in by OpenID Connect; what they see is in {@code system}. */
@NullMarked
package io.satang.console.operator;

import org.jspecify.annotations.NullMarked;
