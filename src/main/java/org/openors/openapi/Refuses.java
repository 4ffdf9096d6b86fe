package org.openors.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.openors.error.ErrorCode;

/** The refusals of a resource method that do not follow from its path, its right and its body, in the order of the checks. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
    ErrorCode[] value() default {};

    /** What follows, but does not happen here. */
    ErrorCode[] never() default {};
}
