/** What holds for every route: the path, the management port, the id of a request. */
package io.satang.platform.http;
