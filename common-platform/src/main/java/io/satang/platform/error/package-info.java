/** Error objects, and how every failure becomes one. */
package io.satang.platform.error;
