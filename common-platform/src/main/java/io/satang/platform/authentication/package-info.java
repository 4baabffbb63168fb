/** Who may call: keys, the operator's and the services' tokens, looked at before a body is read. */
@NullMarked
package io.satang.platform.authentication;

import org.jspecify.annotations.NullMarked;
