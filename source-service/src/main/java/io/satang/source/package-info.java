/** Sources: what a charge is paid with. Features stand in packages of their own; api → feature → store. */
@NullMarked
package io.satang.source;

import org.jspecify.annotations.NullMarked;
