/** What merchants ask of a charge that exists: change its details, expire it, mark it as paid or failed. */
@NullMarked
package io.satang.charge.command;

import org.jspecify.annotations.NullMarked;
