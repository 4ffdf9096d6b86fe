package org.openors.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends an error outside of JAX-RS: from a servlet or a servlet filter. */
public final class ServletAnswer {

    private static final Jsonb JSON = JsonbBuilder.create();

    private ServletAnswer() {}

    /** @param error made by {@link ErrorAnswer} */
    public static void send(Response error, HttpServletResponse response) throws IOException {
        response.setStatus(error.getStatus());
        response.setHeader("X-Content-Type-Options", "nosniff");
        error.getStringHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.getOutputStream().write(JSON.toJson(error.getEntity()).getBytes(StandardCharsets.UTF_8));
    }
}
