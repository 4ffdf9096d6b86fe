package org.openors.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** Any bytes are one JSON object or are refused with 400, whichever way they are read. What is read is read again alike. */
class StrictJsonFuzzTest {

    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void readsAnObjectOrRefuses(byte[] body) {
        try {
            var object = StrictJson.readObject(new ByteArrayInputStream(body));
            var written = object.toString().getBytes(StandardCharsets.UTF_8);
            if (!StrictJson.readObject(new ByteArrayInputStream(written)).equals(object)) {
                throw new AssertionError("read otherwise the second time");
            }
        } catch (Refusal refused) {
            requireInvalidRequest(refused);
        }
        streamed(body);
    }

    /** As a study-data document is read: arrays by element, everything else as a whole. */
    private static void streamed(byte[] body) {
        try (var json = new StrictJson(new ByteArrayInputStream(body))) {
            json.readDocument((name, value) -> value.readArray((index, element) -> Arrays.asList(index, element)));
        } catch (Refusal refused) {
            requireInvalidRequest(refused);
        }
    }

    private static void requireInvalidRequest(Refusal refused) {
        if (refused.code() != ErrorCode.INVALID_REQUEST) {
            throw new AssertionError(refused);
        }
    }
}
