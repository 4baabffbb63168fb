/** Who may call: keys, the operator's and the services' tokens, looked at before a body is read. */
package io.satang.platform.authentication;
