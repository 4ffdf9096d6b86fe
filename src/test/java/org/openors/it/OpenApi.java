package org.openors.it;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An OpenAPI 3.0 document, and what an answer has that it does not promise: status, media type, headers, body. */
public final class OpenApi {

    /** An operation of the document; the path is below {@link Api#BASE} and names its parameters in braces. */
    public record Route(String method, String path) {

        private Pattern template() {
            return Pattern.compile(Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q"));
        }
    }

    private static final String ID = "https://openors.example.org/openapi.yaml";
    private static final String ERROR = "/components/schemas/ErrorResponse";

    private final SchemaRegistry schemas;
    private final JsonNode document;
    private final Map<Route, Pattern> routes = new LinkedHashMap<>();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    public OpenApi(String yaml) {
        schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30(), registry -> registry.schemas(Map.of(ID, yaml)));
        document = schema("").getSchemaNode();
        document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> new Route(method.toUpperCase(Locale.ROOT), path.getKey())))
                .forEach(route -> routes.put(route, route.template()));
    }

    /** The document that the WAR carries. */
    public static OpenApi published() {
        try (var yaml = OpenApi.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new OpenApi(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<Route> routes() {
        return List.copyOf(routes.keySet());
    }

    public JsonNode operation(Route route) {
        return document.at(pointer(route));
    }

    /**
     * What is wrong with an answer, empty if nothing is. Where the document has no such route, only an error is right.
     *
     * @param path below {@link Api#BASE}, without a query
     */
    public List<String> problems(String method, String path, Answer answer) {
        if ("HEAD".equals(method)) {
            return answer.body().isEmpty() ? List.of() : List.of("there is a body");
        }
        if ("OPTIONS".equals(method) && answer.status() == 200) {
            return answer.header("Allow") != null ? List.of() : List.of("the methods are not told");
        }
        return route(method, path)
                .map(known -> problems(pointer(known) + "/responses/" + answer.status(), answer))
                .orElseGet(() -> answer.status() < 400
                        ? List.of("there is no such route, yet the status is " + answer.status())
                        : bodyProblems(answer, "application/json", ERROR));
    }

    /** As JAX-RS finds it: without matrix parameters and the last slash. */
    private Optional<Route> route(String method, String spelt) {
        var path = spelt.replaceAll(";[^/]*|/(?:;[^/]*)?$", "");
        return routes.entrySet().stream()
                .filter(route -> route.getKey().method().equals(method)
                        && route.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What is wrong with a value of the schema that the pointer names. */
    public List<String> problems(String schemaPointer, String json) {
        try {
            return schema(schemaPointer).validate(json, InputFormat.JSON).stream()
                    .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                    .toList();
        } catch (JacksonException notJson) {
            return List.of("it is not JSON");
        }
    }

    private List<String> problems(String responsePointer, Answer answer) {
        var pointer = resolved(responsePointer);
        var response = document.at(pointer);
        if (response.isMissingNode()) {
            return List.of("the status " + answer.status() + " is not in the document");
        }
        var problems = new ArrayList<String>();
        for (var name : response.path("headers").propertyNames()) {
            problems.addAll(headerProblems(name, resolved(pointer + "/headers/" + name), answer));
        }
        var types = response.path("content").propertyNames();
        if (!types.isEmpty()) {
            var type = types.stream()
                    .filter(answer::isOf)
                    .findFirst()
                    .orElse(types.iterator().next());
            problems.addAll(bodyProblems(answer, type, pointer + "/content/" + escaped(type) + "/schema"));
        }
        return problems;
    }

    private List<String> headerProblems(String name, String pointer, Answer answer) {
        var value = Optional.ofNullable(answer.header(name));
        if (value.isEmpty()) {
            boolean required = document.at(pointer).path("required").asBoolean(false);
            return required ? List.of("the header " + name + " is missing") : List.of();
        }
        boolean isText = "string"
                .equals(document.at(resolved(pointer + "/schema")).path("type").asString());
        var json = isText ? "\"" + value.get().replace("\"", "\\\"") + "\"" : value.get();
        return problems(pointer + "/schema", json).stream()
                .map(problem -> "header " + name + problem)
                .toList();
    }

    private List<String> bodyProblems(Answer answer, String type, String schemaPointer) {
        if (!answer.isOf(type)) {
            return List.of("the media type is " + answer.header("Content-Type"));
        }
        boolean isJson = type.equals("application/json");
        return problems(
                schemaPointer,
                isJson ? answer.body() : Json.createValue(answer.body()).toString());
    }

    private Schema schema(String pointer) {
        return compiled.computeIfAbsent(pointer, at -> schemas.getSchema(SchemaLocation.of(ID + "#" + at)));
    }

    /** Where the pointer leads once the reference that stands there, if one does, is followed. */
    private String resolved(String pointer) {
        var reference = document.at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asString().substring(1);
    }

    private static String pointer(Route route) {
        return "/paths/" + escaped(route.path()) + "/" + route.method().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
