/** Runs the platform's processes: what there is to run, in which order, supervised, and what is left of it on the disk. */
@NullMarked
package io.satang.stack.run;

import org.jspecify.annotations.NullMarked;
