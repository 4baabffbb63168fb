/** Identifiers: {@code chrg_test_} and 19 characters that sort by time. */
package io.satang.platform.id;
