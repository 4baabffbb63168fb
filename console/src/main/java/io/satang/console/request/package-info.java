/** Requests that were answered, without what may be personal or secret. */
@NullMarked
package io.satang.console.request;

import org.jspecify.annotations.NullMarked;
