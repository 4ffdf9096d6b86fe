package org.openors.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A real Keycloak, unpacked by the profile {@code keycloak} and started on loopback; its data live as long as the build's. */
public final class Keycloak implements AutoCloseable {

    private static final int OLDEST_JDK = 21;
    private static final Duration START_LIMIT = Duration.ofMinutes(8);
    private static final Path HOME = Path.of(System.getProperty("keycloak.home", ""));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String password = UUID.randomUUID().toString();
    private final int port = Server.freePort();
    private final List<String> mode;
    private Process process;

    /** Starts it without any data, in the mode for developers. */
    public Keycloak() throws IOException {
        this(List.of("start-dev"));
    }

    private Keycloak(List<String> mode) throws IOException {
        this.mode = mode;
        if (Files.exists(HOME.resolve("data"))) {
            try (var files = Files.walk(HOME.resolve("data"))) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        start();
    }

    /** Starts it in production mode, with an empty database. */
    public static Keycloak onPostgres(String url, String user, String password) throws IOException {
        return new Keycloak(List.of(
                "start",
                "--db=postgres",
                "--db-url=" + url,
                "--db-username=" + user,
                "--db-password=" + password,
                "--http-enabled=true"));
    }

    void start() throws IOException {
        var builder = new ProcessBuilder(HOME.resolve("bin/kc.sh").toString());
        builder.command().addAll(mode);
        var address = "http://127.0.0.1:" + port;
        builder.command().addAll(List.of("--hostname=" + address, "--http-host=127.0.0.1", "--http-port=" + port));
        builder.environment()
                .put("JAVA_HOME", Jdk.atLeast(OLDEST_JDK, "keycloak.java.home").toString());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        builder.redirectErrorStream(true)
                .redirectOutput(HOME.resolve("keycloak.log").toFile());
        process = builder.start();
        var end = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("Keycloak does not start: see " + HOME.resolve("keycloak.log"));
            }
            Server.pause();
        }
    }

    private boolean answers() {
        try {
            return exchange(request("/realms/master")).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/ors";
    }

    public String keySet() {
        return issuer() + "/protocol/openid-connect/certs";
    }

    /** Creates the realm {@code ors} from a file. */
    void create(Path realm) throws IOException {
        create(Files.readString(realm));
    }

    /** Creates the realm {@code ors} from its description. */
    public void create(String realm) {
        made("/admin/realms", realm);
    }

    /** A person of a group, whose password is made now. */
    public String person(String userName, String firstName, String lastName, String group) {
        var secret = UUID.randomUUID().toString();
        var credential = Json.createObjectBuilder().add("type", "password").add("value", secret);
        var person = Json.createObjectBuilder()
                .add("username", userName)
                .add("firstName", firstName)
                .add("lastName", lastName)
                .add("email", userName + "@example.org")
                .add("enabled", true)
                .add("groups", Json.createArrayBuilder().add(group))
                .add("credentials", Json.createArrayBuilder().add(credential));
        made("/admin/realms/ors/users", person.build().toString());
        return secret;
    }

    private void made(String path, String description) {
        var answer = exchange(
                asAdmin(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(description)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** A token by the grant client_credentials (RFC 6749, section 4.4). */
    public String token(String client) {
        var id = admin("clients?clientId=" + client)
                .asJsonArray()
                .getJsonObject(0)
                .getString("id");
        var secret = admin("clients/" + id + "/client-secret").asJsonObject().getString("value");
        return token("ors", "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret);
    }

    private String token(String realm, String form) {
        var answer = exchange(request("/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return ((JsonObject) json(answer.body())).getString("access_token");
    }

    public int port() {
        return port;
    }

    /** Makes clients with a secret, numbered from 0. */
    public void createClients(int count) {
        for (int i = 0; i < count; i++) {
            made("/admin/realms/ors/clients", "{\"id\":\"" + clientId(i) + "\",\"clientId\":\"client-" + i + "\"}");
        }
    }

    /** A POST there makes the client's secret anew. */
    public String clientSecretPath(int client) {
        return "/admin/realms/ors/clients/" + clientId(client) + "/client-secret";
    }

    private static String clientId(int client) {
        return new UUID(0, client).toString();
    }

    /** An administrator's token for an hour. */
    public String lastingAdminToken() {
        var changed = exchange(asAdmin("/admin/realms/master")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"accessTokenLifespan\":3600}")));
        if (changed.statusCode() != 204) {
            throw new IllegalStateException(changed.body());
        }
        return adminToken();
    }

    /** Makes a key that signs from now on; the older ones still verify. */
    void addKey() {
        var key = Json.createObjectBuilder()
                .add("name", "next")
                .add("providerId", "rsa-generated")
                .add("providerType", "org.keycloak.keys.KeyProvider")
                .add(
                        "config",
                        Json.createObjectBuilder()
                                .add("priority", Json.createArrayBuilder().add("200")));
        made("/admin/realms/ors/components", key.build().toString());
    }

    /** Removes the key that the realm was made with. */
    void withdrawTheFirstKey() {
        var components = (JsonArray) admin("components?type=org.keycloak.keys.KeyProvider");
        components.stream()
                .map(component -> component.asJsonObject())
                .filter(component -> component.getString("name").equals("rsa-generated"))
                .forEach(component -> exchange(asAdmin("/admin/realms/ors/components/" + component.getString("id"))
                        .DELETE()));
    }

    private JsonStructure admin(String path) {
        return json(exchange(asAdmin("/admin/realms/ors/" + path)).body());
    }

    private HttpRequest.Builder asAdmin(String path) {
        return request(path).header("Authorization", "Bearer " + adminToken());
    }

    private String adminToken() {
        return token("master", "grant_type=password&client_id=admin-cli&username=admin&password=" + password);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
    }

    private static java.net.http.HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonStructure json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    /** Ends it; it can be started again with its data. */
    @Override
    public void close() {
        var descendants = process.descendants().toList();
        descendants.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
