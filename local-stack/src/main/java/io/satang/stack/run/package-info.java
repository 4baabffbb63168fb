/** Runs the platform's processes: what there is to run, in which order, supervised, and what is left of it on the disk. */
package io.satang.stack.run;
