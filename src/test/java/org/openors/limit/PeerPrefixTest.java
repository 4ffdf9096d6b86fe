package org.openors.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:0db8:0001:0002::/64",
        "2001:0DB8:1:2::, 2001:0db8:0001:0002::/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:0db8:0001:0002::/64",
        "2001:db8:1:3::1, 2001:0db8:0001:0003::/64",
        "fe80:0:0:0:1234:5678:9abc:def0%enp0s31f6, fe80:0000:0000:0000::/64",
        "fe80::1%2, fe80:0000:0000:0000::/64",
        "::1, 0000:0000:0000:0000::/64",
        "[2001:db8:1:2::7], 2001:0db8:0001:0002::/64",
        "localhost, localhost",
        "999.1.1.1, 999.1.1.1",
        ".:, .:",
        "not:an:address, not:an:address",
        "-, -"
    })
    void anIpv6AddressCountsByItsPrefixAndAnIpv4AddressAsAWhole(String address, String peer) {
        assertThat(PeerPrefix.of(address)).isEqualTo(peer);
    }
}
