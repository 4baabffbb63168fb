/** Making a source: parameters in, the rules decide, source and event are written in one statement. */
package io.satang.source.create;
