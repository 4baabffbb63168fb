/** The command line of {@code ./satang}. */
package io.satang.stack;
