/** Charges as the API answers them. */
package io.satang.charge.view;
