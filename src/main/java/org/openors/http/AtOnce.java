package org.openors.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of requests to this method that a node takes at once, until the answer is made, or sent if it is streamed. Another
 * one gets 503 before its body is read.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtOnce {
    int value();
}
