package org.openors.it;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Server processes with the same settings and thus the same database; each can be killed, stopped and started. */
final class Nodes implements AutoCloseable {

    private record Node(Server server, Api api) {}

    private final Path home;
    private final Tokens tokens = new Tokens();
    private final Map<String, String> settings;
    private final AtomicReferenceArray<Node> nodes;
    private final List<Integer> ports;

    /** @param settings but those of the tokens */
    Nodes(Path home, int count, Map<String, String> settings) {
        this.home = home.toAbsolutePath();
        this.settings = new HashMap<>(settings);
        this.settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        this.settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(this.home));
        this.nodes = new AtomicReferenceArray<>(count);
        this.ports = Stream.generate(Server::freePort).distinct().limit(count).toList();
        IntStream.range(0, count).forEach(this::start);
    }

    /** Starts a node and waits until it is ready; its home and port are the same for all of its lives. */
    void start(int node) {
        var server = nodes.length() == 1
                ? Server.launch(home, settings)
                : Server.launchAt(ports.get(node), home.resolve(name(node)), named(node));
        server.awaitReady();
        nodes.set(node, new Node(server, new Api(server, tokens)));
    }

    /** What PostgreSQL calls one of many nodes. */
    static String name(int node) {
        return "node-" + node;
    }

    private Map<String, String> named(int node) {
        var own = new HashMap<>(settings);
        own.computeIfPresent("ORS_DB_URL", (setting, url) -> url + "?ApplicationName=" + name(node));
        return own;
    }

    /** {@code kill -9}. */
    void kill(int node) {
        server(node).kill();
    }

    /** SIGTERM, and its end awaited. */
    void stop(int node) {
        server(node).close();
    }

    /** Of many nodes. */
    int port(int node) {
        return ports.get(node);
    }

    Tokens tokens() {
        return tokens;
    }

    Server server(int node) {
        return nodes.get(node).server();
    }

    Api api(int node) {
        return nodes.get(node).api();
    }

    /** The API of all nodes, which take turns. */
    Api all() {
        return new Api(
                List.copyOf(IntStream.range(0, nodes.length())
                        .mapToObj(this::server)
                        .toList()),
                tokens);
    }

    /**
     * Asks one node, and at each further attempt the next, until one is there and does not answer 503.
     *
     * @return nothing if none was
     */
    Optional<Answer> ask(int first, int attempts, Function<Api, Answer> call) {
        for (int node = first; node < first + attempts; node++) {
            try {
                var answer = call.apply(api(node % nodes.length()));
                if (answer.status() != 503) {
                    return Optional.of(answer);
                }
            } catch (UncheckedIOException lost) {
                // The node is away, or went away before it answered.
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        for (int node = 0; node < nodes.length(); node++) {
            var started = nodes.get(node);
            if (started != null) {
                started.server().close();
            }
        }
    }
}
