/** What a merchant sees and changes of the account: {@code GET} and {@code PATCH /account}. */
@NullMarked
package io.satang.account.settings;

import org.jspecify.annotations.NullMarked;
