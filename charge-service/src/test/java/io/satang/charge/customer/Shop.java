package io.satang.charge.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;

/**
 * A merchant that has customers.
 *
 * @param merchant its server
 */
record Shop(Merchant merchant) {

    /** Posts a form to {@code /customers}. */
    Response create(String form) {
        return merchant.request()
                .contentType(ContentType.URLENC.withCharset(UTF_8))
                .body(form)
                .post("/customers");
    }

    /** The customer of this form, which has to be made. */
    JsonPath created(String form) {
        return Merchant.succeeded(create(form));
    }

    /** Patches a path with a form. */
    Response patch(String path, String form) {
        return merchant.request()
                .contentType(ContentType.URLENC.withCharset(UTF_8))
                .body(form)
                .patch(path);
    }

    /** Patches with success. */
    JsonPath patched(String path, String form) {
        return Merchant.succeeded(patch(path, form));
    }

    Response get(String path) {
        return merchant.request().get(path);
    }

    /** What is there, which has to be there. */
    JsonPath found(String path) {
        return Merchant.succeeded(get(path));
    }

    Response delete(String path) {
        return merchant.request().delete(path);
    }

    /** Deletes with success. */
    JsonPath deleted(String path) {
        return Merchant.succeeded(delete(path));
    }
}
