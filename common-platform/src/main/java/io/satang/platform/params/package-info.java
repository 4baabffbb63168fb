/** Request parameters in every form that clients send: forms with brackets, JSON, query strings. */
package io.satang.platform.params;
