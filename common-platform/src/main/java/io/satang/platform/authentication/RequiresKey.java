package io.satang.platform.authentication;

import io.satang.platform.key.KeyUse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The route asks for an API key; without this annotation it is open. On a method it goes before the one on the class. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresKey {
    /** Which kind of key. */
    KeyUse value();
}
