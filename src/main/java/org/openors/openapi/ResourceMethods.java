package org.openors.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.openors.security.RequiresRight;

/** The Java methods behind the operations of the document. */
final class ResourceMethods {

    private static final String CLASSES = "org.openors.openapi.classes";

    private final Map<String, Method> byRoute = new HashMap<>();

    ResourceMethods(List<Class<?>> resources) {
        resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .forEach(this::add);
    }

    /** Those of all resources below the directory that the build names. */
    static ResourceMethods ofThisBuild() {
        var root = java.nio.file.Path.of(System.getProperty(CLASSES));
        try (var files = Files.walk(root)) {
            return new ResourceMethods(files.map(root::relativize)
                    .map(java.nio.file.Path::toString)
                    .filter(name -> name.endsWith("Resource.class"))
                    .<Class<?>>map(ResourceMethods::loaded)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws IllegalStateException if there is none */
    Method of(String httpMethod, String path) {
        var method = byRoute.get(httpMethod + " " + path);
        if (method == null) {
            throw new IllegalStateException("no resource method for " + httpMethod + " " + path);
        }
        return method;
    }

    private static Class<?> loaded(String file) {
        var name = file.substring(0, file.length() - ".class".length())
                .replace('/', '.')
                .replace('\\', '.');
        try {
            return Class.forName(name, false, ResourceMethods.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void add(Method method) {
        httpMethods(method).forEach(verb -> byRoute.merge(verb + " " + path(method), method, ResourceMethods::shown));
    }

    private static Stream<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value);
    }

    private static String path(Method method) {
        var path = "/" + method.getDeclaringClass().getAnnotation(Path.class).value();
        var rest = method.getAnnotation(Path.class);
        return (rest == null ? path : path + "/" + rest.value()).replaceAll("/+", "/");
    }

    /** One operation can have a method for each media type: one of them is shown, and all need the same right. */
    private static Method shown(Method one, Method other) {
        if (isHidden(one) == isHidden(other)) {
            throw new IllegalStateException("of " + one + " and " + other + " exactly one must be hidden");
        }
        if (!Objects.equals(one.getAnnotation(RequiresRight.class), other.getAnnotation(RequiresRight.class))) {
            throw new IllegalStateException(one + " and " + other + " need different rights");
        }
        return isHidden(one) ? other : one;
    }

    private static boolean isHidden(Method method) {
        var operation = method.getAnnotation(Operation.class);
        return operation != null && operation.hidden();
    }
}
