package org.openors.phone;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * {@code mvn -q -Pphone [-Dserver=http://127.0.0.1:8080]}: bootstraps as a real app would, for trainers. It asks for the pair, so
 * that no list of processes and no history of a shell shows it. It chooses its {@code Idempotency-Key} before the first try,
 * and tries again when no answer comes or the server is away.
 */
public final class Phone {

    private static final PrintStream OUT =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final int TRIES = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpRequest request;

    private Phone(URI server, String pair) {
        this.request = HttpRequest.newBuilder(server.resolve("/ec-ors-svc/rest/mhealth/api/deviceBootstrap"))
                .timeout(Duration.ofSeconds(20))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.noBody())
                .build();
    }

    /** Exit code 0: connected; 1: refused; 2: the server was never reached, or the pair is not given as asked. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        OUT.println("The pair, as the site handed it over (ABC123:ABCD1234):");
        var pair = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (pair == null || !pair.contains(":")) {
            OUT.println("Not connected: a pair is the access ID, a colon and the one-time password.");
            System.exit(2);
        }
        System.exit(
                new Phone(URI.create(System.getProperty("server", "http://127.0.0.1:8080")), pair.strip()).bootstrap());
    }

    private int bootstrap() throws InterruptedException {
        for (int before = 0; before < TRIES; before++) {
            Thread.sleep(Duration.ofSeconds(before).toMillis());
            try {
                var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() < 500) {
                    return told(answer);
                }
            } catch (IOException noAnswer) {
                // It tries again.
            }
        }
        OUT.println("Not connected: no server answers at " + request.uri() + ".");
        return 2;
    }

    private static int told(HttpResponse<String> answer) {
        var body = json(answer.body());
        if (body == null) {
            OUT.println(
                    "Not connected: " + answer.uri() + " is no ec-ors-svc, it answered " + answer.statusCode() + ".");
            return 2;
        }
        if (answer.statusCode() == 200) {
            OUT.println("Connected:");
            body.forEach((name, value) ->
                    OUT.println("  " + name + ": " + ("iotSharedSecret".equals(name) ? "(kept by the phone)" : value)));
            return 0;
        }
        var error = body.getJsonObject("errorData");
        OUT.println("Not connected: " + answer.statusCode() + " " + error.getString("errorCode") + " "
                + error.getString("errorMessage"));
        return 1;
    }

    private static JsonObject json(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException notOurs) {
            return null;
        }
    }
}
