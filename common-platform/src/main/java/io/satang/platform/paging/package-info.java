/** Lists: a page asked for, the page answered, and the memory that pages may take. */
package io.satang.platform.paging;
