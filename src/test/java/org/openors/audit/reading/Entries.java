package org.openors.audit.reading;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.openors.audit.AuditField;
import org.openors.audit.CanonicalRecord;

/** Audit records for tests of how they are written. */
final class Entries {

    /** The fields that hold what a caller, a token or a study-data document said. */
    static final List<AuditField> FREE = List.of(
            AuditField.ACTOR_ISSUER,
            AuditField.ACTOR,
            AuditField.ACTOR_RIGHT,
            AuditField.STATE_BEFORE,
            AuditField.STATE_AFTER,
            AuditField.CHANGE_REASON);

    private static final String[] HOSTILE = {
        "\r\nRefused,",
        "\n{\"resourceType\":\"AuditEvent\"}\n",
        "\u001B[2J\u001B[31m",
        "\"",
        "\",\"",
        "\\\"",
        "'",
        "''=1",
        "{\"a\":[1,\"b\"]}",
        "=HYPERLINK(\"http://example.org\")",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\uFF1D1",
        ";=1",
        "lost;=cmd|' /C calc'!A0;x",
        "lost; \"=1\"",
        "lost;\"",
        "lost;'=1",
        "lost\t=1",
        "\u200B=1",
        " =1",
        "\\u003D1",
        ",=1",
        "\u2028",
        "\u0085",
        "\u202Etxt",
        "<script>alert(1)</script>",
        "%0d%0a",
        " ",
        ""
    };

    private Entries() {}

    /** What a successful recreation leaves. */
    static Map<AuditField, String> recreation() {
        var texts = new EnumMap<AuditField, String>(AuditField.class);
        texts.put(AuditField.ID, "01A207BDAA3D7C1F9A8D1E02B3C4D5F6");
        texts.put(AuditField.OCCURRED_AT, "2026-11-23T09:30:00.125Z");
        texts.put(AuditField.ACTION, "RECREATE_ACCESS_CODE");
        texts.put(AuditField.OUTCOME, "Success");
        texts.put(AuditField.STUDY_ID, "6F9619FF8B86D011B42D00C04FC964FF");
        texts.put(AuditField.MODE, "active");
        texts.put(AuditField.SUBJECT_ID, "0A1B2C3D4E5F67890123456789ABCDEF");
        texts.put(AuditField.INVENTORY_ID, "B1B8327AFAA6412287106192AB5984EF");
        texts.put(AuditField.DEVICE_ID, "9C2E47D1A05B4F6E8D3710BC52A6F984");
        texts.put(AuditField.ACTOR_ISSUER, "https://idp.example.org");
        texts.put(AuditField.ACTOR, "nurse-17");
        texts.put(AuditField.ACTOR_RIGHT, "DeviceActionsPost");
        texts.put(AuditField.STATE_BEFORE, "Expired XYZ789");
        texts.put(AuditField.STATE_AFTER, "AwaitingBootstrap ABC123");
        texts.put(AuditField.CHANGE_REASON, "The phone was lost");
        texts.put(AuditField.PEER_ADDRESS, "127.0.0.1");
        texts.put(AuditField.REFERENCE, "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9");
        return texts;
    }

    /** What a failed authentication leaves: nobody did it, to nothing in particular. */
    static Map<AuditField, String> stranger() {
        var texts = recreation();
        texts.keySet().removeAll(FREE);
        texts.keySet().removeAll(List.of(AuditField.SUBJECT_ID, AuditField.INVENTORY_ID, AuditField.DEVICE_ID));
        texts.put(AuditField.PEER_ADDRESS, "2001:db8::1");
        refused(texts, "Refused", "ORS_401_01", "UNAUTHENTICATED");
        return texts;
    }

    static void refused(Map<AuditField, String> texts, String outcome, String code, String reason) {
        texts.put(AuditField.OUTCOME, outcome);
        texts.put(AuditField.ERROR_CODE, code);
        texts.put(AuditField.REASON, reason);
    }

    static AuditEntry entry(Map<AuditField, String> texts, Long sequence) {
        return new AuditEntry(
                new CanonicalRecord(
                        Arrays.stream(AuditField.values()).map(texts::get).toList()),
                sequence,
                false);
    }

    /** A recreation whose free fields hold any text at all, or none. */
    static Arbitrary<Map<AuditField, String>> withAnyTexts() {
        var any = Arbitraries.oneOf(
                        Arbitraries.of(HOSTILE),
                        Arbitraries.strings().all().ofMaxLength(20).map(Entries::withoutHalves),
                        Arbitraries.of(HOSTILE).list().ofSize(3).map(list -> String.join("", list)))
                .injectNull(0.1);
        return any.list().ofSize(FREE.size()).map(values -> {
            var texts = recreation();
            for (int i = 0; i < values.size(); i++) {
                texts.put(FREE.get(i), values.get(i));
            }
            return texts;
        });
    }

    /** No database keeps half a surrogate pair. */
    private static String withoutHalves(String text) {
        return text.codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
