/** Coming, changing the test account, and going. */
@NullMarked
package io.satang.console.signin;

import org.jspecify.annotations.NullMarked;
