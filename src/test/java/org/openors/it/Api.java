package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The service's API as a client sees it; every answer is checked against the published OpenAPI document. */
public final class Api {

    public static final String BASE = "/ec-ors-svc/rest";
    public static final String[] ALL_RIGHTS = {
        "DeviceActionsPost", "DeviceActionsGet", "StudyDataPut", "AuditGet", "AuditGet@service"
    };

    private static final OpenApi DOCUMENT = OpenApi.published();

    /** One for all callers: a client of its own for each would mean a thread and a connection for each request. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Runnable::run)
            .build();

    private final List<Server> nodes;
    /** Null without a proxy. */
    private final Proxy proxy;

    private final AtomicInteger turn;
    private final Tokens tokens;
    private final String token;

    /** A proxy in front of the nodes, and a client that trusts it. */
    record Proxy(URI uri, HttpClient client) {}

    public Api(Server server, Tokens tokens) {
        this(List.of(server), tokens);
    }

    /** The API of several nodes, which take turns. */
    public Api(List<Server> nodes, Tokens tokens) {
        this(nodes, null, new AtomicInteger(), tokens, tokens.with(ALL_RIGHTS));
    }

    /** The API as a proxy passes it on. */
    Api(Proxy proxy, Tokens tokens) {
        this(List.of(), proxy, new AtomicInteger(), tokens, tokens.with(ALL_RIGHTS));
    }

    private Api(List<Server> nodes, Proxy proxy, AtomicInteger turn, Tokens tokens, String token) {
        this.nodes = nodes;
        this.proxy = proxy;
        this.turn = turn;
        this.tokens = tokens;
        this.token = token;
    }

    /** The server whose turn it is. */
    public Server server() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The same API for a caller with this token; null for a caller without one. */
    public Api as(String otherToken) {
        return new Api(nodes, proxy, turn, tokens, otherToken);
    }

    /** The same API for a caller with these groups only. */
    public Api withGroups(String... groups) {
        return as(tokens.with(groups));
    }

    public Answer get(String path) {
        return send("GET", path, request -> request);
    }

    public Answer put(String path) {
        return send("PUT", path, request -> request);
    }

    public Answer put(String path, String json) {
        return withBody("PUT", path, json);
    }

    public Answer post(String path, String json) {
        return withBody("POST", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, request -> request);
    }

    public Answer withBody(String method, String path, String json) {
        return send(
                method,
                path,
                request -> request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    /** @param path below {@link #BASE} */
    public Answer send(String method, String path, UnaryOperator<HttpRequest.Builder> shape) {
        var uri = proxy == null ? server().uri(BASE + path) : proxy.uri().resolve(BASE + path);
        return sendTo(method, uri, shape);
    }

    public Answer sendTo(String method, URI uri, UnaryOperator<HttpRequest.Builder> shape) {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(300));
        request.method(method, BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var client = proxy == null ? HTTP : proxy.client();
            var response = client.send(shape.apply(request).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return promised(method, uri, new Answer(response.statusCode(), response.headers(), response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The answer, if the document promises it or it is none of the API. */
    static Answer promised(String method, URI uri, Answer answer) {
        var path = uri.getRawPath();
        var problems = path.startsWith(BASE + "/")
                ? DOCUMENT.problems(method, path.substring(BASE.length()), answer)
                : List.of();
        if (!problems.isEmpty()) {
            throw new AssertionError(method + " " + path + " answered " + answer.status()
                    + " in a way that the OpenAPI document does not promise: " + problems);
        }
        return answer;
    }
}
