package org.openors.it;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Makes JSON values by the schemas of an OpenAPI document, most of them as the schema wants them. */
final class JsonBySchema {

    static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "null",
            "ä",
            "\u0000",
            "\u202e",
            "\ud83d\ude00",
            "'; DROP TABLE subject;--",
            "../..",
            "%00",
            "${jndi:x}",
            "<b>",
            "a".repeat(101),
            "a".repeat(5_000),
            "\\u0000",
            "1.0.0.1",
            "urn:x",
            "https://iot.example.org",
            "*");
    private static final List<String> OTHERS = List.of(
            "0",
            "-1",
            "1.5",
            "99999999999",
            "1e400",
            "-0.0",
            "true",
            "null",
            "[]",
            "{}",
            "[[]]",
            "{\"a\":1}",
            "\"\"",
            "\"x\"");

    private final JsonNode document;
    private final RandomGenerator random;

    JsonBySchema(JsonNode document, RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    /** The value as text, as one member in eight may be of another type, which may be no number that Java can hold. */
    String value(JsonNode schemaOrReference, List<String> known) {
        var schema = resolved(schemaOrReference);
        if (random.nextInt(8) == 0) {
            return OTHERS.get(random.nextInt(OTHERS.size()));
        }
        if (schema.has("enum")) {
            return quoted(schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asString());
        }
        return switch (schema.path("type").asString("object")) {
            case "array" -> array(schema, known);
            case "string" -> quoted(random.nextBoolean() ? oneOf(known) : oneOf(TEXTS));
            case "integer", "number" -> Integer.toString(random.nextInt());
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> object(schema, known);
        };
    }

    private String array(JsonNode schema, List<String> known) {
        var array = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
            array.append(value(schema.path("items"), known)).append(i > 1 ? "," : "");
        }
        return array.append(']').toString();
    }

    private String object(JsonNode schema, List<String> known) {
        var members = schema.path("properties").properties().stream()
                .filter(member -> random.nextInt(4) > 0)
                .map(member -> quoted(member.getKey()) + ":" + value(member.getValue(), known))
                .toList();
        return "{" + String.join(",", members) + "}";
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.path("$ref").asString().substring(1)));
        }
        return StreamSupport.stream(schema.path("allOf").spliterator(), false)
                .findFirst()
                .map(this::resolved)
                .orElse(schema);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    static String quoted(String text) {
        return Json.createValue(text).toString();
    }

    /** Whether the text is a JSON object. */
    static boolean isObject(String json) {
        return json.startsWith("{") && !JsonValue.EMPTY_JSON_OBJECT.toString().equals(json);
    }
}
