package org.openors.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final byte[] KEY = HexFormat.of().parseHex("0b".repeat(20));

    @Test
    void isHmacSha256OfEachPartAfterItsLength() throws GeneralSecurityException {
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var expected = mac.doFinal(HexFormat.of().parseHex("00000003" + "616263" + "00000000" + "00000002" + "c3a9"));
        assertThat(KeyedHash.of(KEY, KeyedHash.utf8("abc"), KeyedHash.utf8(""), KeyedHash.utf8("é")))
                .isEqualTo(expected);
    }

    @Test
    void noTwoListsOfPartsCollide() {
        assertThat(new String[] {
                    of(),
                    of(""),
                    of("", ""),
                    of("abc"),
                    of("ab", "c"),
                    of("a", "bc"),
                    of("abc", ""),
                    of("", "abc"),
                    of("ABC")
                })
                .doesNotHaveDuplicates();
    }

    private static String of(String... parts) {
        var bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = KeyedHash.utf8(parts[i]);
        }
        return HexFormat.of().formatHex(KeyedHash.of(KEY, bytes));
    }
}
