/** The platform's public API, as commands call it: whose platform, with which key, and what is said when it does not answer. */
@NullMarked
package io.satang.stack.api;

import org.jspecify.annotations.NullMarked;
