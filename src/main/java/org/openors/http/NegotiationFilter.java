package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Decides the media type of every answer: the one that the method produces, in UTF-8. The caller's {@code Accept} decides only
 * which one that is. Jersey alone would copy its parameters and its case into the answer, and fail after the commit if it does
 * not know the charset, or has no writer for {@code APPLICATION/JSON}. A caller who accepts none of the types is refused before the method runs (RFC 9110, section 12.5.1).
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 10)
@ApplicationScoped
public class NegotiationFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final int FIRST_ERROR = 400;
    private static final Comparator<MediaType> BY_PRECISION = Comparator.comparing(MediaType::isWildcardType)
            .thenComparing(MediaType::isWildcardSubtype)
            .thenComparing(range -> -quality(range));

    private final Map<ResourceMethod, List<MediaType>> produced = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var called = new ResourceMethod(resource.getResourceClass(), resource.getResourceMethod());
        var types = produced.computeIfAbsent(called, ResourceMethod::produces);
        if (!types.isEmpty() && types.stream().noneMatch(type -> accepts(request, type))) {
            throw new Refusal(ErrorCode.NOT_ACCEPTABLE);
        }
    }

    /** The errors have their type from {@link ErrorAnswer}. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var type = response.getMediaType();
        if (type != null && response.getStatus() < FIRST_ERROR) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, plain(type));
        }
    }

    static MediaType plain(MediaType type) {
        var plain = new MediaType(
                type.getType().toLowerCase(Locale.ROOT), type.getSubtype().toLowerCase(Locale.ROOT));
        return plain.getType().equals("text") ? plain.withCharset(StandardCharsets.UTF_8.name()) : plain;
    }

    /** Whether the most precise of these ranges that covers the type takes it. */
    public static boolean accepts(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(range -> range.isCompatible(type))
                .min(BY_PRECISION)
                .filter(range -> quality(range) > 0)
                .isPresent();
    }

    private static boolean accepts(ContainerRequestContext request, MediaType type) {
        return accepts(request.getAcceptableMediaTypes(), type);
    }

    private static double quality(MediaType range) {
        return Double.parseDouble(range.getParameters().getOrDefault("q", "1"));
    }

    private record ResourceMethod(Class<?> type, Method method) {

        /** Empty if it says nothing, such as the one by which JAX-RS answers OPTIONS. */
        List<MediaType> produces() {
            return Optional.ofNullable(method.getAnnotation(Produces.class))
                    .or(() -> Optional.ofNullable(type.getAnnotation(Produces.class)))
                    .map(produces -> Arrays.stream(produces.value())
                            .map(MediaType::valueOf)
                            .toList())
                    .orElse(List.of());
        }
    }
}
