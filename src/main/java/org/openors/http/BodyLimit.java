package org.openors.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the setting that limits the request body of this method, where the default of 8 KiB is too small. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {

    /** The name of the setting. Its unit is bytes. */
    String setting();

    int defaultBytes();
}
