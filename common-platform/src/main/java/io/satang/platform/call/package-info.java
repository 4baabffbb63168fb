/** Synchronous calls from service to service, which are the exception (docs/architecture.md). */
@NullMarked
package io.satang.platform.call;

import org.jspecify.annotations.NullMarked;
