package org.openors.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/** The proxies whose word about the caller's address counts: {@code ORS_TRUSTED_PROXIES}, addresses and CIDR ranges (RFC 4632). */
public final class TrustedProxies {

    private static final String SETTING = "ORS_TRUSTED_PROXIES";
    private static final String ALLOWED =
            "must be IP addresses or ranges such as 10.0.0.0/8, separated by commas, and no name of a host";

    private static final String WITHOUT_PORT = "[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*";

    private final List<Range> ranges;

    private TrustedProxies(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @throws BadSetting if it names anything else */
    public static TrustedProxies ofSettings() {
        return Settings.text(SETTING).map(TrustedProxies::of).orElse(new TrustedProxies(List.of()));
    }

    static TrustedProxies of(String text) {
        return new TrustedProxies(Arrays.stream(text.split(",", -1))
                .map(range -> Range.of(range.strip()).orElseThrow(() -> new BadSetting(SETTING, ALLOWED)))
                .toList());
    }

    boolean trust(String address) {
        return !ranges.isEmpty()
                && AddressLiteral.of(address)
                        .map(AddressLiteral::bytes)
                        .filter(bytes -> ranges.stream().anyMatch(range -> range.holds(bytes)))
                        .isPresent();
    }

    /** All addresses that begin with these bits. */
    private record Range(byte[] network, int bits) {

        static Optional<Range> of(String text) {
            var parts = text.split("/", -1);
            var address = AddressLiteral.of(parts[0]).map(AddressLiteral::bytes);
            if (address.isEmpty() || parts.length > 2 || !parts[0].matches(WITHOUT_PORT)) {
                return Optional.empty();
            }
            int most = address.get().length * Byte.SIZE;
            if (parts.length == 1) {
                return Optional.of(new Range(address.get(), most));
            }
            return Optional.of(parts[1])
                    .filter(bits -> bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most)
                    .map(bits -> new Range(address.get(), Integer.parseInt(bits)));
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int differs = Arrays.mismatch(address, network);
            if (differs < 0) {
                return true;
            }
            int equal = Integer.numberOfLeadingZeros((address[differs] ^ network[differs]) & 0xff)
                    - (Integer.SIZE - Byte.SIZE);
            return differs * Byte.SIZE + equal >= bits;
        }
    }
}
