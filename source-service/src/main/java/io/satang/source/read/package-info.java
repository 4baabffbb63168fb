/** Reading a source back, for merchants and for other services. */
package io.satang.source.read;
