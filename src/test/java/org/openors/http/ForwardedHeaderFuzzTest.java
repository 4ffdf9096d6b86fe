package org.openors.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.openors.input.Inputs;

/** Any text is read as a list of hops, and each hop is an address or none. */
class ForwardedHeaderFuzzTest {

    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void readsAnyHeader(byte[] input) {
        var header = new String(input, StandardCharsets.UTF_8);
        var hops = ForwardedHeader.hops(header);
        if (hops.isEmpty() || hops.size() > header.length() + 1) {
            throw new AssertionError("so many hops: " + hops.size());
        }
        for (var hop : hops) {
            AddressLiteral.of(hop).ifPresent(address -> {
                if (AddressLiteral.of(address.text()).isEmpty()) {
                    throw new AssertionError("no literal the second time: " + address.text());
                }
            });
        }
    }
}
