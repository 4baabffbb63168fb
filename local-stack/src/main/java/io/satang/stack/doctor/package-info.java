/** Whether a platform is well, what is not, and what to do about it. */
@NullMarked
package io.satang.stack.doctor;

import org.jspecify.annotations.NullMarked;
