/** Following what becomes of charges, so that a source tells how its charge stands. */
package io.satang.source.status;
