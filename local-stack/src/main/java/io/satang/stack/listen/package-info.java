/** A merchant's webhook receiver for the terminal. */
package io.satang.stack.listen;
