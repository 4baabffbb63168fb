/** Synchronous calls from service to service, which are the exception (docs/architecture.md). */
package io.satang.platform.call;
