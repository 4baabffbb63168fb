/** Natural batching: concurrent writes of one kind share a statement while the one before is under way; locks are taken in one order. */
@NullMarked
package io.satang.platform.batching;

import org.jspecify.annotations.NullMarked;
