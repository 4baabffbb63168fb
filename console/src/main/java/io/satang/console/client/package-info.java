/** The platform's public API over HTTP, with every wait bounded. */
@NullMarked
package io.satang.console.client;

import org.jspecify.annotations.NullMarked;
