/** What has happened to an account's objects, and who was told. */
@NullMarked
package io.satang.stack.event;

import org.jspecify.annotations.NullMarked;
