package io.satang.platform.authentication;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The route is for other services of the platform: it answers at the port for management only, and asks for the header {@value #HEADER}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InternalOnly {
    /** Carries the secret that the services share. */
    String HEADER = "Satang-Internal-Token";
}
