package org.openors.bootstrap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.openors.input.Inputs;

/** Any header is credentials or nothing, and credentials are what was encoded. */
class BasicCredentialsFuzzTest {

    /** The bytes are the whole header, and once more the part that is encoded. */
    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void parsesAnyHeader(byte[] input) {
        BasicCredentials.parse(new String(input, StandardCharsets.ISO_8859_1));
        BasicCredentials.parse(new String(input, StandardCharsets.UTF_8));
        var header = "Basic " + Base64.getEncoder().encodeToString(input);
        BasicCredentials.parse(header).ifPresent(credentials -> requireToBe(credentials, input));
    }

    private static void requireToBe(BasicCredentials credentials, byte[] input) {
        var text = credentials.userId() + ":" + credentials.password();
        if (credentials.userId().contains(":") || !text.equals(new String(input, StandardCharsets.UTF_8))) {
            throw new AssertionError("not what was sent");
        }
    }
}
