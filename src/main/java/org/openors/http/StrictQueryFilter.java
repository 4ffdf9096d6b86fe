package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.error.Refusal;
import org.openors.input.PrintableText;

/** Refuses query parameters that the method does not declare, and those that are given twice. See {@link StrictQuery}. */
@Provider
@StrictQuery
@Priority(Priorities.AUTHORIZATION + 50)
@ApplicationScoped
public class StrictQueryFilter implements ContainerRequestFilter {

    private static final int QUOTED_LENGTH = 40;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        check(request.getUriInfo().getQueryParameters(), declared(resource.getResourceMethod()));
    }

    /** @throws Refusal that names the first wrong parameter in alphabetical order */
    static void check(Map<String, List<String>> given, Set<String> declared) {
        given.keySet().stream().sorted().forEach(name -> {
            if (isNothing(name, given.get(name))) {
                return;
            }
            if (!declared.contains(name)) {
                throw Refusal.invalid(PrintableText.printable(name, QUOTED_LENGTH), "is not a known parameter");
            }
            if (given.get(name).size() > 1) {
                throw Refusal.invalid(name, "must be given once");
            }
        });
    }

    /** The empty part of {@code ?&a=b}. Jersey passes over it; RESTEasy gives it. */
    private static boolean isNothing(String name, List<String> values) {
        return name.isEmpty() && values.stream().allMatch(value -> value == null || value.isEmpty());
    }

    private static Set<String> declared(Method method) {
        var grouped = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                .flatMap(parameter -> Arrays.stream(parameter.getType().getFields()));
        return Stream.concat(Arrays.stream(method.getParameters()), grouped)
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(parameter -> parameter.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toUnmodifiableSet());
    }
}
