package org.openors.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpHeaders;

/** An HTTP answer with its whole body as text. */
public record Answer(int status, HttpHeaders headers, String body) {

    public JsonObject json() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** Whether the body is announced as of this media type, whatever its parameters. */
    public boolean isOf(String mediaType) {
        return header("Content-Type") != null
                && header("Content-Type").split(";")[0].equals(mediaType);
    }

    /** The published code of an error, null on success. */
    public String errorCode() {
        return json().containsKey("errorData")
                ? json().getJsonObject("errorData").getString("errorCode")
                : null;
    }
}
