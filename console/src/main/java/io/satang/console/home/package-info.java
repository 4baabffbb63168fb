/** What a newcomer needs: the address, the keys, and a first payment. */
@NullMarked
package io.satang.console.home;

import org.jspecify.annotations.NullMarked;
