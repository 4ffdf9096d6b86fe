package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every route of the OpenAPI document is closed to a caller without a token, and to one with any right but its own. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class RouteWalkIT {

    private static final OpenApi DOCUMENT = OpenApi.published();
    private static final Pattern RIGHT = Pattern.compile("Right: `([\\w@]+)`");
    private static final String STUDY = SampleStudy.id();
    /** Its right is needed in any study, and it lists those where the caller has one. */
    private static final String OF_ANY_STUDY = "/v1.0/studies";

    private static final Tokens STRANGER = new Tokens();

    static final List<OpenApi.Route> ROUTES = DOCUMENT.routes();

    static final List<OpenApi.Route> ROUTES_FOR_STAFF =
            ROUTES.stream().filter(route -> route.path().startsWith("/v1.0/")).toList();

    /** All but the list of studies, which is open to any right. */
    static final List<OpenApi.Route> ROUTES_OF_A_RIGHT = ROUTES_FOR_STAFF.stream()
            .filter(route -> !route.path().equals(OF_ANY_STUDY))
            .toList();

    @ParameterizedTest
    @FieldSource("ROUTES")
    void isClosedWithoutAToken(OpenApi.Route route, Api api) {
        var answer = walk(api.as(null), route);

        if (ROUTES_FOR_STAFF.contains(route)) {
            AccessCodeIT.assertRefused(
                    answer, 401, "ORS_401_01", "UNAUTHENTICATED", "A valid bearer token is required", "");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"ORS\"");
        } else {
            BootstrapIT.assertUniform401(answer);
        }
    }

    @ParameterizedTest
    @FieldSource("ROUTES_OF_A_RIGHT")
    void isClosedWithoutItsRight(OpenApi.Route route, Api api) {
        var right = right(route);
        var others = Arrays.stream(Api.ALL_RIGHTS).filter(other -> !other.equals(right));

        var elsewhere = right + "@" + SampleStudy.id() + "/active";
        assertThat(Stream.concat(others, Stream.of("", elsewhere)))
                .allSatisfy(group -> AccessCodeIT.assertRefused(
                        walk(api.withGroups(group), route),
                        403,
                        "ORS_403_01",
                        "RIGHT_MISSING",
                        "The right " + right + " is missing" + where(route),
                        ""));
        assertThat(walk(api.withGroups(right), route).status()).isNotIn(401, 403);
    }

    @Test
    void theListOfStudiesIsClosedWithoutAnyRight(Api api) {
        var route = new OpenApi.Route("GET", OF_ANY_STUDY);
        for (var group : List.of("", "AuditGet@service", "DeviceActionsGet@nowhere/active")) {
            AccessCodeIT.assertRefused(
                    walk(api.withGroups(group), route), 403, "ORS_403_01", "RIGHT_MISSING", "A right is missing", "");
        }
        for (var right : Api.ALL_RIGHTS) {
            assertThat(walk(api.withGroups(right), route).status()).isEqualTo(right.endsWith("@service") ? 403 : 200);
        }
    }

    @ParameterizedTest
    @FieldSource("ROUTES")
    void isClosedToABadToken(OpenApi.Route route, Api api) {
        AccessCodeIT.assertRefused(
                walk(api.as(STRANGER.with(Api.ALL_RIGHTS)), route),
                401,
                "ORS_401_01",
                "UNAUTHENTICATED",
                "A valid bearer token is required",
                "");
    }

    private static String where(OpenApi.Route route) {
        return route.path().contains("{studyId}") ? " in study " + STUDY + ", mode active" : "";
    }

    private static Answer walk(Api api, OpenApi.Route route) {
        var path = route.path().replace("{studyId}", STUDY).replace("{mode}", "active");
        return api.send(
                route.method(),
                path.replaceAll("\\{\\w+}", SampleStudy.id()),
                // Without it, some servers answer 415 before they ask for the right.
                request -> request.header("Content-Type", "application/json"));
    }

    /** The right as the document names it. */
    private static String right(OpenApi.Route route) {
        return RIGHT.matcher(DOCUMENT.operation(route).path("description").asString())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
