/** The local stack's gateway: one port for every service, by the routes that nginx uses elsewhere. */
package io.satang.stack.gateway;
