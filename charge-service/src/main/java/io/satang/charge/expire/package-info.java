/** The deadline of a pending charge, and who keeps it. */
package io.satang.charge.expire;
