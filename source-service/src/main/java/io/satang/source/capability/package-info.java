/** What an account can do, told from the catalogue. */
@NullMarked
package io.satang.source.capability;

import org.jspecify.annotations.NullMarked;
