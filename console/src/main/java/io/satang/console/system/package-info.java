/** How the platform itself does, for operators. */
@NullMarked
package io.satang.console.system;

import org.jspecify.annotations.NullMarked;
