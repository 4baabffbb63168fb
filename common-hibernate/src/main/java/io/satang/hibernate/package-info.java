/** How the stores come to a session of Hibernate Reactive. */
@NullMarked
package io.satang.hibernate;

import org.jspecify.annotations.NullMarked;
