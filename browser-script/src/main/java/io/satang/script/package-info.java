/** What a browser loads from Satang to pay in a merchant's page: the files are in the resources, this finds them. */
@NullMarked
package io.satang.script;

import org.jspecify.annotations.NullMarked;
