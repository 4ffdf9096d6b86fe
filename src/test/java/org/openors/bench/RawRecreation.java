package org.openors.bench;

import jakarta.persistence.NamedNativeQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openors.device.DeviceRegistration;

/** The SQL of one recreation in one transaction, over JDBC alone: the limit of what any service can reach. */
final class RawRecreation implements Work {

    private static final Pattern NUMBERED = Pattern.compile("\\?(\\d)");
    private static final String FACTS = Stream.of(DeviceRegistration.class.getAnnotationsByType(NamedNativeQuery.class))
            .filter(query -> query.resultSetMapping().endsWith("facts"))
            .findFirst()
            .orElseThrow()
            .query();
    private static final String REPLACE =
            "UPDATE bootstrap_credential SET version = version + 1, subject_id = ?, access_id = ?, key_id = ?, salt = ?,"
                    + " iterations = ?, otp_hash = ?, issued_at = ?, issued_by = ?, expires_at = ?, attempts = 0,"
                    + " redeemed_at = NULL WHERE study_id = ? AND mode = ? AND inventory_id = ? AND access_id = ?";
    private static final String AUDIT =
            "INSERT INTO audit_record (id, occurred_at, action, outcome, study_id, mode, subject_id, inventory_id,"
                    + " device_id, actor_issuer, actor, actor_right, state_before, state_after, peer_address, reference,"
                    + " key_id, mac)"
                    + " VALUES (?, ?, 'RECREATE_ACCESS_CODE', 'Success', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '1', ?)";

    private static final AtomicInteger ACCESS_IDS = new AtomicInteger();

    private final Connection connection;
    private final Devices devices;
    private final List<Integer> factsParameters = new ArrayList<>();
    private final PreparedStatement facts;
    private final PreparedStatement replace;
    private final PreparedStatement audit;

    RawRecreation(Connection connection, Devices devices) throws SQLException {
        this.connection = connection;
        this.devices = devices;
        connection.setAutoCommit(false);
        NUMBERED.matcher(FACTS).results().forEach(number -> factsParameters.add(Integer.parseInt(number.group(1))));
        facts = connection.prepareStatement(NUMBERED.matcher(FACTS).replaceAll("?"));
        replace = connection.prepareStatement(REPLACE);
        audit = connection.prepareStatement(AUDIT);
    }

    @Override
    public boolean once() throws SQLException {
        int n = devices.next();
        replace(n, readAccessId(n));
        record(n);
        connection.commit();
        return true;
    }

    private String readAccessId(int n) throws SQLException {
        Object[] values = {Fleet.STUDY, Fleet.MODE, Fleet.subject(n), Fleet.item(n)};
        for (int i = 0; i < factsParameters.size(); i++) {
            facts.setObject(i + 1, values[factsParameters.get(i) - 1]);
        }
        try (var row = facts.executeQuery()) {
            row.next();
            return row.getString("access_id");
        }
    }

    private void replace(int n, String replaced) throws SQLException {
        var random = ThreadLocalRandom.current();
        var salt = new byte[48];
        var hash = new byte[32];
        random.nextBytes(salt);
        random.nextBytes(hash);
        var now = now();
        set(
                replace,
                Fleet.subject(n),
                accessId(),
                "1",
                salt,
                1_000,
                hash,
                now,
                "nurse-17",
                now.plusDays(1),
                Fleet.STUDY,
                Fleet.MODE,
                Fleet.item(n),
                replaced);
        if (replace.executeUpdate() != 1) {
            throw new IllegalStateException("device " + n + " was changed by another worker");
        }
    }

    private void record(int n) throws SQLException {
        var mac = new byte[32];
        ThreadLocalRandom.current().nextBytes(mac);
        set(
                audit,
                UUID.randomUUID(),
                now(),
                Fleet.STUDY,
                Fleet.MODE,
                Fleet.subject(n),
                Fleet.item(n),
                UUID.randomUUID(),
                "https://idp.example.org",
                "nurse-17",
                "DeviceActionsPost",
                "AwaitingBootstrap ABC123",
                "AwaitingBootstrap DEF456",
                "127.0.0.1",
                "B1B8327AFAA6412287106192AB5984EF",
                mac);
        audit.executeUpdate();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }

    /** Six characters that the service never draws: it has no lower case. */
    private static String accessId() {
        int scattered = ACCESS_IDS.getAndIncrement() * 0x9E3779B1 & 0x1FFFFFF;
        return "u" + "%5s".formatted(Integer.toString(scattered, 32)).replace(' ', '0');
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
