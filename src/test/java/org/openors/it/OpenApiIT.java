package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The API's description and the page to try it, as a browser gets them. Maven Central has no real browser, so none runs here:
 * what the page's scripts do is not tested, only that all it refers to is there, of this server, and under its policy.
 */
@ExtendWith(RunningService.class)
class OpenApiIT {

    private static final String PAGE = "/ec-ors-svc/docs/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                         | application/yaml",
                "*/*                                      | application/yaml",
                "text/html,*/*;q=0.8                      | application/yaml",
                "application/yaml                         | application/yaml",
                "text/yaml                                | application/yaml",
                "application/json;q=0.5,application/yaml  | application/yaml",
                "application/json                         | application/json",
                "application/json,*/*                     | application/json",
                "application/yaml;q=0.5, application/json | application/json"
            })
    void theServerServesTheBuiltDocument(String accept, String type, Api api) {
        assumeFalse(Difference.API_DESCRIPTION.isHere());
        var answer = api.as(null)
                .sendTo(
                        "GET",
                        api.server().uri("/openapi"),
                        request -> accept == null ? request : request.header("Accept", accept));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Vary")).isEqualTo("Accept");
        assertThat(isJson(answer.body())).isEqualTo(type.endsWith("json"));
        assertThat(new OpenApi(answer.body()).document())
                .isEqualTo(OpenApi.published().document());
    }

    @Test
    void theDocumentHasOnlyMembersOfOpenApi() {
        assertThat(OpenApi.published().document().propertyNames())
                .containsExactlyInAnyOrder("openapi", "info", "servers", "security", "tags", "paths", "components");
    }

    @Test
    void thePageRefersToNothingButWhatThisServerHas(Api api) {
        var page = get(api, PAGE);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .doesNotContain("://", "${", "<style", "style=")
                .doesNotContainPattern("<script(?! src)");
        assertThat(references(page)).hasSize(6).contains("start.js", "docs.css", "/openapi");
        assertThat(get(api, PAGE + "start.js").body())
                .contains("url: '/openapi'")
                .doesNotContain("://");
    }

    @Test
    void thePageAndItsPartsAreThereUnderThePolicy(Api api) {
        var parts = references(get(api, PAGE)).stream()
                .map(URI.create(PAGE)::resolve)
                .map(URI::getPath)
                .filter(path -> path.startsWith("/ec-ors-svc/"));

        assertThat(Stream.concat(Stream.of(PAGE), parts)).hasSize(6).allSatisfy(path -> {
            var part = get(api, path);
            assertThat(part.status()).isEqualTo(200);
            assertThat(part.header("Content-Security-Policy")).isEqualTo(POLICY);
            assertThat(part.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(part.header("Referrer-Policy")).isEqualTo("no-referrer");
        });
    }

    @Test
    void thePageIsFoundWithoutItsSlash(Api api) {
        assumeFalse(Difference.REDIRECTION.isHere());
        var answer = get(api, "/ec-ors-svc/docs");
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).endsWith(PAGE);
    }

    private static boolean isJson(String body) {
        return body.startsWith("{");
    }

    private static List<String> references(Answer page) {
        return REFERENCE
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Answer get(Api api, String path) {
        return api.as(null).sendTo("GET", api.server().uri(path), request -> request);
    }
}
