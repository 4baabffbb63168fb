/** Bounds in bytes: of one object, and of everything that waits. */
package io.satang.platform.size;
