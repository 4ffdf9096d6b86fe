package org.openors.security;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.it.Tokens;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** Which key files verify tokens, and what a start says of any other. */
class PublicKeysTest {

    private static final Tokens PROVIDER = new Tokens();
    private static final Tokens OTHER = new Tokens();
    private static final String UNKNOWN = "holds no public key in PEM, DER or as JSON Web Key Set";
    private static final String PRIVATE = "holds a private key: only the public key belongs there";
    private static final String NOT_OURS = "holds no key for ES256 or RS256:"
            + " RS256 needs an RSA key of at least 2048 bits, ES256 an elliptic one on P-256";

    @TempDir
    Path directory;

    @BeforeEach
    void noSettings() {
        GivenSettings.are(Map.of());
    }

    static Stream<Named<byte[]>> formsOfTheRsaKey() throws Exception {
        var pem = PROVIDER.pem();
        var der = PROVIDER.key().toRSAPublicKey().getEncoded();
        var jwk = PROVIDER.key().toPublicJWK().toString();
        return Stream.of(
                form("PEM", pem),
                form("PEM of Windows, after a mark of the byte order", "\uFEFF" + pem.replace("\n", "\r\n")),
                form(
                        "PEM without a line break",
                        "-----BEGIN PUBLIC KEY-----" + base64(der) + "-----END PUBLIC KEY-----"),
                form("PEM after a text", "Public-Key: (2048 bit)\nModulus: 00:b3\n" + pem + "\n\n"),
                form("PEM beside another's", new Tokens().pem() + pem),
                form("bare base64", base64(der) + "\n"),
                form("bare base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(der)),
                named("DER", der),
                form("a JSON Web Key", jwk),
                form("a JSON Web Key as base64url", Base64.getUrlEncoder().encodeToString(utf8(jwk))),
                form("a JSON Web Key Set", set(PROVIDER.key(), OTHER.ellipticKey())),
                form("a JSON Web Key Set as base64", base64(utf8(set(PROVIDER.key())))),
                form(
                        "a set with keys of other kinds",
                        "{\"keys\":[{\"kty\":\"new\"},{},{\"kty\":\"RSA\",\"n\":1}," + jwk + "]}"),
                form("a set with a secret", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}," + jwk + "]}"));
    }

    @ParameterizedTest
    @MethodSource("formsOfTheRsaKey")
    void eachUsualFormVerifies(byte[] content) throws IOException {
        var keys = keys(content);
        assertThat(keys.verify(token(PROVIDER, RS256))).isTrue();
        assertThat(keys.verify(token(OTHER, RS256))).isFalse();
    }

    @Test
    void anEllipticKeyVerifiesInPemAndDer() throws Exception {
        var der = PROVIDER.ellipticKey().toECPublicKey().getEncoded();
        for (var content : List.of(utf8(pem("PUBLIC KEY", der)), der, utf8(set(PROVIDER.ellipticKey())))) {
            assertThat(keys(content).verify(token(PROVIDER, ES256))).isTrue();
            assertThat(keys(content).verify(token(OTHER, ES256))).isFalse();
            assertThat(keys(content).verify(token(PROVIDER, RS256))).isFalse();
        }
    }

    @Test
    void aCertificateVerifiesByItsKey() throws Exception {
        var keystore = directory.resolve("keystore.p12");
        keytool(keystore, "-genkeypair", "-alias", "a", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=idp");
        var certificate = directory.resolve("certificate");
        keytool(keystore, "-exportcert", "-rfc", "-alias", "a", "-file", certificate.toString());
        var pem = Files.readString(certificate);
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
        var store = java.security.KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray());
        var key = new RSAKey.Builder((RSAPublicKey) store.getCertificate("a").getPublicKey()).build();
        for (var content : List.of(utf8(pem), der, utf8(base64(der)))) {
            assertThat(PublicKeys.in(content)).containsExactly(key);
        }
        assertRefused(utf8(pem + pem), "holds several certificates: only that of the signing key must be there");
    }

    static Stream<Arguments> whatIsRefused() throws Exception {
        var small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1_024);
        var weak = (RSAPublicKey) small.generateKeyPair().getPublic();
        var edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        var p384 = new ECKeyGenerator(Curve.P_384).generate();
        var rsa = PROVIDER.key();
        return Stream.of(
                refused(new byte[0], "names an empty file"),
                refused(" \n", "names an empty file"),
                refused("garbage", UNKNOWN),
                refused("no token is ever sent to this server", UNKNOWN),
                refused(new byte[] {0x30}, UNKNOWN),
                refused(new byte[] {0x30, -126, 1, 0, 0}, UNKNOWN),
                refused(new byte[] {-1, -2, 0, 'x'}, UNKNOWN),
                refused("<html><body>Sign in</body></html>", UNKNOWN),
                refused(PROVIDER.pem().substring(0, 300), UNKNOWN),
                refused("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", UNKNOWN),
                refused("-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----", UNKNOWN),
                refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", UNKNOWN),
                refused(pem("PRIVATE KEY", new byte[9]), PRIVATE),
                refused(pem("RSA PRIVATE KEY", new byte[9]), PRIVATE),
                refused(pem("ENCRYPTED PRIVATE KEY", new byte[9]), PRIVATE),
                refused(PROVIDER.pem() + pem("EC PRIVATE KEY", new byte[9]), PRIVATE),
                refused(rsa.toString(), PRIVATE),
                refused(new JWKSet(List.<JWK>of(rsa)).toString(false), PRIVATE),
                refused(
                        pem("RSA PUBLIC KEY", new byte[9]),
                        "holds a key of PKCS #1; openssl rsa -RSAPublicKey_in -pubout converts it"),
                refused(
                        pem("CERTIFICATE REQUEST", new byte[9]),
                        "holds a CERTIFICATE REQUEST and no PUBLIC KEY, CERTIFICATE or JSON Web Key Set"),
                refused("ssh-rsa AAAAB3NzaC1yc2E user@host", "holds an SSH key; ssh-keygen -e -m PKCS8 converts it"),
                refused("ecdsa-sha2-nistp256 AAAA", "holds an SSH key; ssh-keygen -e -m PKCS8 converts it"),
                refused("---- BEGIN SSH2 PUBLIC KEY ----\nA", "holds an SSH key; ssh-keygen -e -m PKCS8 converts it"),
                refused("{", "holds JSON that is no JSON Web Key Set"),
                refused("{}", "holds JSON that is no JSON Web Key Set"),
                refused("{\"keys\":{}}", "holds JSON that is no JSON Web Key Set"),
                refused("{\"kty\":\"RSA\"}", "holds JSON that is no JSON Web Key Set"),
                refused(
                        "{\"issuer\":\"i\",\"jwks_uri\":\"https://i/keys\"}",
                        "names a provider's configuration: its jwks_uri is what belongs there"),
                refused("{\"keys\":[]}", NOT_OURS),
                refused(new OctetSequenceKey.Builder(new byte[32]).build().toString(), NOT_OURS),
                refused(set(p384), NOT_OURS),
                refused(pem("PUBLIC KEY", p384.toECPublicKey().getEncoded()), NOT_OURS),
                refused(pem("PUBLIC KEY", weak.getEncoded()), NOT_OURS),
                refused(pem("PUBLIC KEY", edwards.getEncoded()), UNKNOWN),
                refused(set(new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build()), NOT_OURS),
                refused(
                        set(new RSAKey.Builder(rsa)
                                .algorithm(JWSAlgorithm.RS512)
                                .build()),
                        NOT_OURS));
    }

    @ParameterizedTest
    @MethodSource("whatIsRefused")
    void anyOtherContentStopsTheStartByName(byte[] content, String what) throws IOException {
        assertRefused(content, what);
    }

    @Test
    void aKeyThatIsNotForTheConfiguredAlgorithmStopsTheStart() throws IOException {
        GivenSettings.are(Map.of("mp.jwt.verify.publickey.algorithm", "ES256"));
        var location = location(utf8(PROVIDER.pem()));
        assertThatThrownBy(() -> TokenSettings.keys(new KeySource(location)))
                .hasMessageStartingWith("holds no key for ES256:");
    }

    @Test
    void aKeyMayNameItsUseAndAlgorithm() throws IOException {
        var rsa = new RSAKey.Builder(PROVIDER.key()).keyUse(KeyUse.SIGNATURE).algorithm(RS256);
        var elliptic = new ECKey.Builder(PROVIDER.ellipticKey())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(ES256);
        var keys = keys(utf8(set(rsa.build(), elliptic.build())));
        assertThat(keys.verify(token(PROVIDER, RS256))).isTrue();
        assertThat(keys.verify(token(PROVIDER, ES256))).isTrue();
    }

    @Test
    void theStartNamesTheSettingAndWhatIsWrong() throws IOException {
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", "i", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", location(utf8("x"))));
        assertThatThrownBy(() -> new TokenSettings().checkKey())
                .isInstanceOf(BadSetting.class)
                .hasMessage("MP_JWT_VERIFY_PUBLICKEY_LOCATION " + UNKNOWN);
        var good = location(utf8(PROVIDER.pem()));
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", "i", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", good));
        new TokenSettings().checkKey();
        GivenSettings.are(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", good));
        assertThatThrownBy(TokenSettings::issuer).hasMessageStartingWith("MP_JWT_VERIFY_ISSUER is not set");
        GivenSettings.are(Map.of("MP_JWT_VERIFY_ISSUER", "i"));
        assertThatThrownBy(() -> new TokenSettings().checkKey())
                .hasMessageStartingWith("MP_JWT_VERIFY_PUBLICKEY_LOCATION is not set");
    }

    private void assertRefused(byte[] content, String what) throws IOException {
        var location = location(content);
        assertThatThrownBy(() -> TokenSettings.keys(new KeySource(location)))
                .isInstanceOf(BadKeys.class)
                .hasMessage(what);
    }

    private VerificationKeys keys(byte[] content) throws IOException {
        return TokenSettings.keys(new KeySource(location(content)));
    }

    private String location(byte[] content) throws IOException {
        return Files.write(directory.resolve("key"), content).toUri().toString();
    }

    private static SignedToken token(Tokens by, JWSAlgorithm algorithm) {
        return SignedToken.parse(
                by.signed(by.header(algorithm).build(), by.claims().build()));
    }

    private static void keytool(Path keystore, String... arguments) throws Exception {
        var command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments),
                        Stream.of("-keystore", keystore.toString(), "-storepass", "changeit"))
                .flatMap(part -> part)
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + process.waitFor())
                .endsWith("0");
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + base64(content) + "\n-----END " + label + "-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Named<byte[]> form(String name, String content) {
        return named(name, utf8(content));
    }

    private static Arguments refused(String content, String what) {
        return Arguments.of(utf8(content), what);
    }

    private static Arguments refused(byte[] content, String what) {
        return Arguments.of(content, what);
    }
}
