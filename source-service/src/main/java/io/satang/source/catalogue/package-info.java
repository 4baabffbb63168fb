/**
 * The payment methods that this platform knows. They are data ({@code catalogue/payment-methods.json}); this package reads, checks and
 * serves them.
 */
@NullMarked
package io.satang.source.catalogue;

import org.jspecify.annotations.NullMarked;
