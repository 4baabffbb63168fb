/** Cards as they come in: what is one, what is wrong with one, and by what it is recognised. Nothing here keeps a number. */
@NullMarked
package io.satang.platform.card;

import org.jspecify.annotations.NullMarked;
