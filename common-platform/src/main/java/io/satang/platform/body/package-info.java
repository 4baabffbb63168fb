/** Request bodies, read under a common budget of bytes and time, and only after the caller is known. */
package io.satang.platform.body;
