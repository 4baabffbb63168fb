/** Lists: a page asked for, the page answered, and the memory that pages may take. */
@NullMarked
package io.satang.platform.paging;

import org.jspecify.annotations.NullMarked;
