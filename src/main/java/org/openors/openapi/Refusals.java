package org.openors.openapi;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openors.error.ErrorCode;
import org.openors.security.RequiresAnyRight;
import org.openors.security.RequiresRight;

/** The refusals that an operation can answer with: those of every operation, what follows from its form, and its own. */
final class Refusals {

    /** Also what the HTTP layer refuses. A bad bearer token is refused everywhere, also where none is needed. */
    private static final List<ErrorCode> ALWAYS = List.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.URI_TOO_LONG,
            ErrorCode.EXPECTATION_FAILED,
            ErrorCode.TOO_MANY_REQUESTS,
            ErrorCode.HEADERS_TOO_LARGE,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.NOT_IMPLEMENTED,
            ErrorCode.TEMPORARILY_UNAVAILABLE);

    private Refusals() {}

    /** By status; within one status in the order of the checks. */
    static SortedMap<Integer, List<ErrorCode>> of(Method method, String path, boolean hasBody) {
        var codes = new LinkedHashSet<>(ALWAYS);
        codes.addAll(following(method, path, hasBody));
        var told = method.getAnnotation(Refuses.class);
        if (told != null) {
            add(told, codes, method);
        }
        return codes.stream().collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
    }

    private static Collection<ErrorCode> following(Method method, String path, boolean hasBody) {
        var codes = new ArrayList<ErrorCode>();
        if (method.isAnnotationPresent(RequiresRight.class) || method.isAnnotationPresent(RequiresAnyRight.class)) {
            codes.add(ErrorCode.RIGHT_MISSING);
        }
        if (path.contains("{studyId}")) {
            codes.add(ErrorCode.INVALID_STUDY_ID_OR_VERSION);
        }
        if (hasBody) {
            codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return codes;
    }

    private static void add(Refuses told, Set<ErrorCode> codes, Method method) {
        for (var never : told.never()) {
            require(codes.remove(never), never + " does not follow, it need not be excluded", method);
        }
        for (var own : told.value()) {
            require(codes.add(own), own + " follows, it need not be told", method);
        }
    }

    private static void require(boolean holds, String what, Method method) {
        if (!holds) {
            throw new IllegalStateException(method + ": " + what);
        }
    }
}
