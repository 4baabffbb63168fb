/** The local stack's gateway: one port for every service, by the routes that nginx uses elsewhere. */
@NullMarked
package io.satang.stack.gateway;

import org.jspecify.annotations.NullMarked;
