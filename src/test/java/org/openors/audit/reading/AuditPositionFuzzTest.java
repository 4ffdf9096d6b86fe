package org.openors.audit.reading;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.openors.input.Inputs;

/** Any text is a cursor or none, and a cursor has one meaning; any text is a time or none. */
class AuditPositionFuzzTest {

    /** The bytes are the whole cursor, and once more what it encodes. */
    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void parsesAnyText(byte[] input) {
        require(new String(input, StandardCharsets.UTF_8));
        require(Base64.getUrlEncoder().encodeToString(input));
    }

    private static void require(String text) {
        AuditPosition.time(text);
        AuditPosition.parse(text).ifPresent(position -> {
            if (!AuditPosition.parse(position.text()).orElseThrow().equals(position)) {
                throw new AssertionError("another position the second time");
            }
        });
    }
}
