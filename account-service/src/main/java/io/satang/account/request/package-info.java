/** The newest requests of each account, as every service tells of them, for its merchant to look at. */
@NullMarked
package io.satang.account.request;

import org.jspecify.annotations.NullMarked;
