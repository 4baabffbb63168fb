package io.satang.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number or a yes-or-no of a record that a JSON text may lack: it reads as zero or false, which has to be the careful answer. Of
 * optional values and lists this is always so and is not said.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface MayBeMissing {}
