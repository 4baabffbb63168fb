/** What every service knows of its database: bounds on every wait, and which failures pass. */
@NullMarked
package io.satang.platform.database;

import org.jspecify.annotations.NullMarked;
