/** The QR document of an offline charge. */
package io.satang.charge.document;
