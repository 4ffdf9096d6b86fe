package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openors.database.Migrations;
import org.openors.error.ErrorCode;
import org.openors.limit.Limit;
import org.openors.security.Caller;
import org.openors.settings.GivenSettings;

/** Whatever a request contains, its record fits the table: else the record, or a change, would be lost. */
class AuditColumnsTest {

    @BeforeAll
    static void noProxyIsTrusted() {
        GivenSettings.are(Map.of());
    }

    private static final String LONGEST_PEER = "fe80:0000:0000:0000:1234:5678:9abc:def0%" + "n".repeat(15);

    @Test
    void theLongestAddressWithAZoneFitsAsItIs() throws SQLException {
        assertThat(record(LONGEST_PEER, "x").peerAddress).isEqualTo(LONGEST_PEER);
        assertFits(record(LONGEST_PEER, "x"));
    }

    @Test
    void everyTextOfARequestIsCutToItsColumn() throws SQLException {
        assertFits(record("9".repeat(10_000), "\uD83D\uDE00\n".repeat(10_000)));
    }

    @Test
    void everyActionCodeAndCountFits() throws SQLException {
        for (var code : ErrorCode.values()) {
            var record = AuditRecord.ofService(
                    AuditAction.COUNT_REFUSALS, Clock.systemUTC().instant());
            record.countRefusals(
                    new RefusalKind(code, Limit.ACCESS_ID, "ffff:ffff:ffff:ffff::/64", null, null),
                    new RefusalCount(Long.MAX_VALUE, Clock.systemUTC().instant()));
            assertFits(record);
        }
        var widest = widths().get("action");
        assertThat(AuditAction.values()).allMatch(action -> action.name().length() <= widest);
    }

    private static AuditRecord record(String peer, String text) {
        var request = new AuditedRequest();
        request.clock = Clock.systemUTC();
        request.request = fake(HttpServletRequest.class, (any, method, arguments) -> switch (method.getName()) {
            case "getRemoteAddr" -> peer;
            case "getHeaders" -> Collections.enumeration(List.of(text));
            case "getMethod" -> "PUT";
            case "getContextPath" -> "/ec-ors-svc";
            case "getRequestURI" ->
                "/ec-ors-svc/rest/v1.0/studies/" + "x".repeat(5_000) + "/test/subjects/y/devices/z/access-code";
            default -> null;
        });
        request.caller = new Caller();
        request.caller.claimAccessId(text);
        return request.record();
    }

    private static void assertFits(AuditRecord record) throws SQLException {
        var widths = widths();
        for (var field : AuditField.values()) {
            var text = field.textOf(record);
            var width = widths.get(field.column());
            if (text != null && width != null) {
                assertThat(text).as(field.column()).hasSizeLessThanOrEqualTo(width);
                assertThat(field == AuditField.ACTOR || !text.contains("\n"))
                        .as("only names are recorded exactly: " + field)
                        .isTrue();
            }
        }
    }

    /** The widths of the text columns, by name. */
    private static Map<String, Integer> widths() throws SQLException {
        var source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:columns;DB_CLOSE_DELAY=-1");
        new Migrations().run(source);
        var widths = new HashMap<String, Integer>();
        try (Connection connection = DriverManager.getConnection(source.getUrl());
                var columns = connection.getMetaData().getColumns(null, null, "AUDIT_RECORD", null)) {
            while (columns.next()) {
                if (columns.getString("TYPE_NAME").startsWith("CHARACTER")) {
                    widths.put(
                            columns.getString("COLUMN_NAME").toLowerCase(java.util.Locale.ROOT),
                            columns.getInt("COLUMN_SIZE"));
                }
            }
        }
        assertThat(widths).containsKeys("peer_address", "actor", "change_reason");
        return widths;
    }
}
