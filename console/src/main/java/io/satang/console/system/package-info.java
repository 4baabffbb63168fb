/** How the platform itself does, for operators of the local stack. */
@NullMarked
package io.satang.console.system;

import org.jspecify.annotations.NullMarked;
