/** What holds for every route: the path, the management port, the id of a request. */
@NullMarked
package io.satang.platform.http;

import org.jspecify.annotations.NullMarked;
