package org.openors.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.openors.input.Inputs;

/** Any text is an identifier or none, an identifier has one emitted form, and any mode is one or none. */
class IdentifierFuzzTest {

    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void parsesAnyText(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        Identifier.parse(text).ifPresent(id -> requireToBe(id, text));
        Mode.parse(text);
        PathIdentifiers.of(name -> text);
    }

    private static void requireToBe(UUID id, String text) {
        var emitted = Identifier.format(id);
        if (!emitted.equals(text.replace("-", "").toUpperCase(Locale.ROOT))
                || !Identifier.parse(emitted).orElseThrow().equals(id)) {
            throw new AssertionError("not what was sent");
        }
    }
}
