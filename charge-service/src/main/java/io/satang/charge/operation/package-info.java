/** What is asked of providers: taken up, asked, inquired about and settled, until the provider has said what came of it. */
@NullMarked
package io.satang.charge.operation;

import org.jspecify.annotations.NullMarked;
