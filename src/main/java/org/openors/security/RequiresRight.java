package org.openors.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The right that the caller needs in the study and mode of the path, or for the service itself. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresRight {
    Right value();

    /** Whether the operation concerns the service itself: only {@code Right@service} grants the right then. */
    boolean ofTheService() default false;

    /**
     * Whether the right for some sites suffices. The operation then shows and changes only what is of subjects of {@link
     * Caller#sites()}.
     */
    boolean ofSites() default false;
}
