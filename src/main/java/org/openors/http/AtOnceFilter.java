package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Refuses a request if the node has as many of its kind as {@link AtOnce} allows. It runs after authorization and before
 * {@link BodyLimitFilter} reads the body.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 50)
@ApplicationScoped
public class AtOnceFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String HAS_A_PLACE = AtOnceFilter.class.getName();

    private final Map<Method, Semaphore> places = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Inject
    PlaceOfRequest place;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        var limit = method.getAnnotation(AtOnce.class);
        if (limit == null) {
            return;
        }
        place.take(places.computeIfAbsent(method, any -> new Semaphore(limit.value())), Duration.ZERO);
        request.setProperty(HAS_A_PLACE, true);
    }

    /**
     * The next request may come as soon as the caller has the answer. One that is streamed is sent after this: its request has
     * the place until it ends. Most requests have no place, and never make one.
     */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(HAS_A_PLACE) != null && !(response.getEntity() instanceof StreamingOutput)) {
            place.leave();
        }
    }
}
