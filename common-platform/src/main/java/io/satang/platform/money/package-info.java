/** Currencies and amounts in subunits. */
package io.satang.platform.money;
