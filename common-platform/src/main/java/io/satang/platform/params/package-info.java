/** Request parameters in every form that clients send: forms with brackets, JSON, query strings. */
@NullMarked
package io.satang.platform.params;

import org.jspecify.annotations.NullMarked;
