package org.openors.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The simulated connector on the loopback address. Its study is {@link #STUDY}, also below {@code /of/} and any id; it knows every subject but {@link #NOBODY}. */
public final class MHealthSimulator implements AutoCloseable {

    public static final String STUDY = "S-1";
    public static final String USER = "ors";
    public static final String PASSWORD = "CANARY-connector-password";
    public static final String NOBODY = "NOBODY";

    private static final Pattern PATH = Pattern.compile(
            "(?:/of/[0-9A-F]+)?/api/studies/([^/]+)/subjects/([^/]+)/devices(?:/([0-9a-f-]{36})(/cred)?)?");
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final WireMockServer server;
    private final Twins twins = new Twins();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> otps = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile String faultyMethod = "";
    private volatile Runnable afterAPut = () -> {};
    private volatile Held held = new Held("nothing", 0);

    public MHealthSimulator() {
        this(0);
    }

    public MHealthSimulator(int port) {
        this(options().port(port));
    }

    /** With a certificate of its own for https. */
    public MHealthSimulator(Path keystore, String password) {
        this(options()
                .port(0)
                .keystorePath(keystore.toString())
                .keystorePassword(password)
                .keyManagerPassword(password)
                .keystoreType("PKCS12"));
    }

    private MHealthSimulator(WireMockConfiguration options) {
        server = new WireMockServer(options.bindAddress("127.0.0.1")
                .dynamicHttpsPort()
                .containerThreads(64)
                .asynchronousResponseEnabled(false)
                .extensions(new Answers()));
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        server.start();
        answerNobody();
    }

    /** The first answer of a JVM may take longer than a caller waits, so it is nobody's. */
    private void answerNobody() {
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(url())).build(), BodyHandlers.discarding())
                .join();
        requests.clear();
    }

    /** From now on each answer to this method has the fault; to the others not. */
    public void fail(String method, Fault wanted) {
        faultyMethod = method;
        fault = wanted;
    }

    /** From now on each request that begins so ({@code PUT /of/}) waits, before the work, until the result is closed. */
    public Held hold(String begin, int wanted) {
        held = new Held(begin, wanted);
        return held;
    }

    /** From now on does this after each PUT, just before its answer is sent. */
    public void afterAPut(Runnable action) {
        afterAPut = action;
    }

    public void heal() {
        afterAPut = () -> {};
        fault = Fault.NONE;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** By default with a certificate that nobody trusts. */
    public String httpsUrl() {
        return "https://127.0.0.1:" + server.httpsPort();
    }

    /** Method and path of each request so far. */
    public List<String> requests() {
        return requests;
    }

    /** The OTPs that were issued so far. */
    public List<String> otps() {
        return otps;
    }

    /** The access ID of the pair that works now; empty if there is no such device or pair. */
    public String accessIdOf(UUID deviceId) {
        return twins.of(deviceId)
                .filter(twin -> twin.pair() != null)
                .map(twin -> twin.pair().getString("accessId"))
                .orElse("");
    }

    /** As if somebody had removed the device there. */
    public void forget(UUID deviceId) {
        twins.forget(deviceId);
    }

    /** How many devices have this inventory id. */
    public int twinsOf(UUID inventoryId) {
        return twins.count(inventoryId.toString());
    }

    @Override
    public void close() {
        server.stop();
    }

    private ResponseDefinition answer(Request request) {
        // Before the request is noted: who waits for it may heal the connector.
        var now = fault;
        boolean isFaulty = now != Fault.NONE && request.getMethod().getName().equals(faultyMethod);
        var line = request.getMethod().getName() + " " + request.getUrl();
        requests.add(line);
        held.pass(line);
        if (isFaulty && !now.worksBefore()) {
            return now.of(aResponse());
        }
        var answer = worked(request);
        if (request.getMethod().getName().equals("PUT")) {
            afterAPut.run();
        }
        return isFaulty ? now.of(answer) : answer.build();
    }

    private ResponseDefinitionBuilder worked(Request request) {
        if (!CREDENTIALS.equals(request.getHeader("Authorization"))) {
            return aResponse().withStatus(401);
        }
        var path = PATH.matcher(request.getUrl().replaceFirst("\\?.*", ""));
        if (!path.matches() || !path.group(1).equals(STUDY) || path.group(2).equals(NOBODY)) {
            return aResponse().withStatus(404);
        }
        var place = path.group(1) + "/" + path.group(2);
        var id = path.group(3) == null ? null : UUID.fromString(path.group(3));
        return switch (request.getMethod().getName() + (path.group(4) == null ? "" : " cred")) {
            case "GET" ->
                json(
                        200,
                        twins.find(
                                place, request.queryParameter("srcDeviceName").firstValue()));
            case "POST" -> json(200, twins.create(place, nameIn(request.getBodyAsString())));
            case "PUT cred" -> recreated(place, id);
            case "DELETE" -> aResponse().withStatus(twins.end(place, id) ? 202 : 404);
            default -> aResponse().withStatus(405);
        };
    }

    private ResponseDefinitionBuilder recreated(String place, UUID id) {
        var pair = twins.recreate(place, id);
        pair.ifPresent(issued -> otps.add(issued.getString("otp")));
        return pair.map(issued -> json(202, issued)).orElseGet(() -> aResponse().withStatus(404));
    }

    private static String nameIn(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject().getString("srcDeviceName");
        }
    }

    private static ResponseDefinitionBuilder json(int status, JsonValue body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.toString());
    }

    private final class Answers implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return answer(event.getRequest());
        }

        @Override
        public String getName() {
            return "connector";
        }
    }
}
