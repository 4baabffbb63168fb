/** What is measured by others than ourselves. */
@NullMarked
package io.satang.platform.metric;

import org.jspecify.annotations.NullMarked;
