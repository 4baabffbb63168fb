/** The database's schema: parts that every service has, each with a history of its own, and then the service's. */
package io.satang.platform.schema;
