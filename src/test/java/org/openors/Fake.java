package org.openors;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Stands for an interface of the platform of which a unit test needs a method or two. */
public final class Fake {

    private Fake() {}

    public static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
