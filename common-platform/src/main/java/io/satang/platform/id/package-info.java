/** Identifiers: {@code chrg_test_} and 19 characters that sort by time. */
@NullMarked
package io.satang.platform.id;

import org.jspecify.annotations.NullMarked;
