package org.openors.demo;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.openors.it.SampleStudy;

/** An OpenID provider for the demo and the browser tests. Its keys are made when it is. Its form asks for no password. */
public final class DemoProvider implements AutoCloseable {

    public static final String CLIENT_ID = "ec-ors-site";

    private static final String NAME = "demo";

    private final MockOAuth2Server server;

    /**
     * Starts it on loopback and a free port.
     *
     * @param directory where its form is kept
     * @param study the people in its form have rights in this study only
     */
    public DemoProvider(Path directory, SampleStudy study) {
        var form = form().replace("${nurse}", claims("Anna Meier", DemoSite.nurse(study)))
                .replace("${siteNurse}", claims("Lea Rossi", DemoSite.nurseOfASite(study)))
                .replace("${monitor}", claims("Marc Dubois", DemoSite.monitor(study)));
        var config = Json.createObjectBuilder()
                .add("interactiveLogin", true)
                .add("loginPagePath", written(directory.resolve("sign-in.html"), form));
        server = new MockOAuth2Server(
                OAuth2Config.Companion.fromJson(config.build().toString()));
        try {
            server.start(InetAddress.getByName("localhost"), 0);
            warmUp();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its first answer makes the keys: on a slow machine that takes longer than the service waits for them. */
    private void warmUp() throws IOException {
        try (var keys = server.jwksUrl(NAME).url().openStream()) {
            keys.readAllBytes();
        }
    }

    /** What the service needs to know of it. */
    public Map<String, String> settings() {
        return Map.of(
                "MP_JWT_VERIFY_ISSUER", issuer(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", server.jwksUrl(NAME).toString(),
                "ORS_OIDC_ISSUER", issuer(),
                "ORS_OIDC_CLIENT_ID", CLIENT_ID);
    }

    public String issuer() {
        return server.issuerUrl(NAME).toString();
    }

    /** An access token for curl and for other programs, valid for an hour. */
    public String token(String subject, String name, List<String> groups) {
        return server.issueToken(NAME, subject, CLIENT_ID, Map.of("name", name, "groups", groups))
                .serialize();
    }

    private static String claims(String name, List<String> groups) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("groups", Json.createArrayBuilder(groups))
                .build()
                .toString();
    }

    private static String form() {
        try (var form = Objects.requireNonNull(DemoProvider.class.getResourceAsStream("sign-in.html"))) {
            return new String(form.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String written(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
