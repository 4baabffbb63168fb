/** What every service knows of its database: bounds on every wait, and which failures pass. */
package io.satang.platform.database;
