/** Making a source: parameters in, the rules decide, source and event are written in one statement. */
@NullMarked
package io.satang.source.create;

import org.jspecify.annotations.NullMarked;
