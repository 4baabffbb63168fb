package io.satang.platform.authentication;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The route is for operators: it answers at the port for management only, and asks for the header {@value #HEADER}. What services show
 * each other ({@link InternalOnly}) opens none of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OperatorOnly {
    /** Carries the operators' secret. */
    String HEADER = "Satang-Operator-Token";
}
