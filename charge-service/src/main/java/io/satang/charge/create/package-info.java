/** {@code POST /charges}: from a request to a pending charge and its event. */
package io.satang.charge.create;
