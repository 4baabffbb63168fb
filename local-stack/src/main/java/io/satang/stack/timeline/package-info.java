/** The life of one charge, from its request to every attempt to tell its merchant. */
@NullMarked
package io.satang.stack.timeline;

import org.jspecify.annotations.NullMarked;
