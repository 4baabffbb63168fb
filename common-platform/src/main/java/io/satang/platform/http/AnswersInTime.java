package io.satang.platform.http;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The route answers within a bounded time, however many waits its work is made of: each of those ends, and together they may take too long.
 * What has not answered by then is 503. Its work goes on and may be done all the same, so the client asks again as after a lost answer. On a
 * method it goes before the one on the class.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AnswersInTime {
    /** The time; the default is a little more than a server that lives takes to give a statement up. */
    @Nonbinding
    double seconds() default 4.5;
}
