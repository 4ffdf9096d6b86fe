package org.openors.documents;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.keys.SecretKeys;
import org.openors.settings.SettingNames;

/** {@code server-config/settings.md} names every setting, and its commands make what they promise. */
class SettingsGuideTest {

    private static final Path GUIDE = Path.of("server-config/settings.md");
    private static final Pattern NAME = Pattern.compile("\\b(?:ORS|MP_JWT)_[A-Z]+(?:_[A-Z]+)*\\b");
    /** For the server itself, or for a script. */
    private static final Pattern NO_SETTING =
            Pattern.compile("ORS_(POOL(_\\w+)?|CLASS_ARCHIVE|URL|TOKEN|LIMIT)|MP_JWT_VERIFY");

    @Test
    void namesEachSettingAndNoOther() throws IOException {
        var named = NAME.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .filter(not(NO_SETTING.asMatchPredicate()));
        assertThat(named)
                .containsOnly(SettingNames.known().toArray(String[]::new))
                .containsAll(SettingNames.known());
    }

    @Test
    void makesAKeyAndATokenThatIsAccepted(@TempDir Path directory) throws Exception {
        run(directory, block("base64url()") + "printf %s \"$TOKEN\" >token\n");
        var token = Files.readString(directory.resolve("token"));
        var key = publicKey(Files.readString(directory.resolve("jwt-public-key.pem")));

        assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(key))).isTrue();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("DeviceActionsPost");
    }

    @Test
    void makesASecretKeyThatOnlyItsOwnerReads(@TempDir Path directory) throws Exception {
        run(directory, block("secret.key"));
        var file = directory.resolve("secret.key");

        assertThat(new SecretKeys(file).newestId()).isEqualTo("1");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    /** The guide of the server changes that key: each node knows the new one before one of them uses it. */
    @Test
    void makesANewSecretKeyKnownBeforeItIsUsed(@TempDir Path directory) throws Exception {
        var guide = Path.of("server-config/payara-micro/README.md");
        run(directory, block("secret.key"));
        var file = directory.resolve("secret.key");

        run(directory, block(guide, "openssl rand"));
        assertThat(new SecretKeys(file).checkValues().keySet()).containsExactly("2", "1");
        run(directory, block(guide, "awk"));
        assertThat(new SecretKeys(file).checkValues().keySet()).containsExactly("1", "2");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    private static RSAPublicKey publicKey(String pem) throws GeneralSecurityException {
        var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The block of commands that has the text. */
    private static String block(String text) throws IOException {
        return block(GUIDE, text);
    }

    private static String block(Path guide, String text) throws IOException {
        return Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(guide))
                .results()
                .map(block -> block.group(1))
                .filter(commands -> commands.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static void run(Path directory, String commands) throws IOException, InterruptedException {
        assumeTrue(isThere("openssl"), "openssl is not installed");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(shell.waitFor())
                .as(Files.readString(directory.resolve("output")))
                .isZero();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
