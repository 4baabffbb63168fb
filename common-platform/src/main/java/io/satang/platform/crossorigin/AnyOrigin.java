package io.satang.platform.crossorigin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A page of any origin may ask this route with a public key, which is no secret and is all that says who asks: no cookie opens anything here.
 * Routes without it answer no page but their own origin's.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AnyOrigin {}
