/**
 * The payment methods that this platform knows. They are data ({@code catalogue/payment-methods.json}); this package reads, checks and
 * serves them.
 */
package io.satang.source.catalogue;
