/** Programs of Node for tests: others' clients, libraries and compilers, as their users have them. */
@NullMarked
package io.satang.node;

import org.jspecify.annotations.NullMarked;
