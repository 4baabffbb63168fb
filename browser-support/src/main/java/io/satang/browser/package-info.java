/** A browser for the tests of pages: what it shows, as whom, and whether everybody can use it. */
@NullMarked
package io.satang.browser;

import org.jspecify.annotations.NullMarked;
