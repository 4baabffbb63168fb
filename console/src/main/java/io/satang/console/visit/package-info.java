/** Who is here: the sealed session, the language, and what keeps others from acting in a merchant's name. */
@NullMarked
package io.satang.console.visit;

import org.jspecify.annotations.NullMarked;
