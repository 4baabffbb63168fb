/** The database's schema: parts that every service has, each with a history of its own, and then the service's. */
@NullMarked
package io.satang.platform.schema;

import org.jspecify.annotations.NullMarked;
