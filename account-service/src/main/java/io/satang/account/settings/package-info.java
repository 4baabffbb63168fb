/** What a merchant sees and changes of the account: {@code GET} and {@code PATCH /account}. */
package io.satang.account.settings;
