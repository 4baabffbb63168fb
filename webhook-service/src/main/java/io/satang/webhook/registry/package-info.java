/** The endpoints that merchants have: what is sent where, with which headers and secrets, and whether at present. */
@NullMarked
package io.satang.webhook.registry;

import org.jspecify.annotations.NullMarked;
