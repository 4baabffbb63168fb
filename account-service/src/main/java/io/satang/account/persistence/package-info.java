/** How the stores come to a session of Hibernate Reactive. */
@NullMarked
package io.satang.account.persistence;

import org.jspecify.annotations.NullMarked;
