/** The account's keys. */
@NullMarked
package io.satang.console.key;

import org.jspecify.annotations.NullMarked;
