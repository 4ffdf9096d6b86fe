package org.openors.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.openors.audit.AuditAction;
import org.openors.audit.DeclaredAction;
import org.openors.audit.UnwritableRecords;
import org.openors.bootstrap.DeviceBootstrap;
import org.openors.bootstrap.DeviceConnectionParams;
import org.openors.bootstrap.RedemptionTransaction;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairAttempts;
import org.openors.database.EmbeddedDatabase;
import org.openors.database.LostRace;
import org.openors.device.AccessCodeRecreation;
import org.openors.device.DeviceDeregistering;
import org.openors.device.DeviceRef;
import org.openors.device.DeviceRegistering;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;

/**
 * Tests in the container, each with a device of its own, dispensed and not registered. The clock, the generator and whether
 * audit records can be written are the test's to set: what can't be asked for over HTTP.
 */
@ArquillianTest
abstract class DispensedDevice {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String KEY = "phone-chosen-key-1";

    private static final List<String> TABLES = List.of(
            "study_mode",
            "device_service_settings",
            "kit_type",
            "subject",
            "inventory_item",
            "dispensation",
            "device_registration",
            "bootstrap_credential",
            "audit_record");

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    ScriptedGenerator generator;

    @Inject
    DeviceRegistering registering;

    @Inject
    AccessCodeRecreation recreation;

    @Inject
    DeviceDeregistering deregistering;

    @Inject
    DeviceBootstrap bootstrap;

    @Inject
    PairAttempts attempts;

    @Inject
    RedemptionTransaction redemption;

    @Inject
    Caller caller;

    @Inject
    DeclaredAction action;

    DeviceRef device;

    /** The built WAR with the tests' generator, clock and audit MACs in the place of its own. All tests share it. */
    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ec-ors-svc.war"))
                .addClasses(
                        PairContainerIT.class,
                        TransactionContainerIT.class,
                        RaceContainerIT.class,
                        DispensedDevice.class)
                .addClasses(ObservedEligibility.class)
                .addClasses(ScriptedGenerator.class, SetClock.class, OwnTransaction.class)
                .addClasses(DeclaredAction.class, UnwritableRecords.class)
                .addAsLibrary(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    @BeforeEach
    void dispenseADevice() throws SQLException {
        SetClock.set(NOW);
        caller.claimAccessId("nurse-17");
        device = dispensed();
        declare(AuditAction.REGISTER_DEVICE);
    }

    boolean isPostgres() {
        return !EmbeddedDatabase.isBehind(database);
    }

    /** Declares what the test's device is asked for from now on. */
    void declare(AuditAction declared) {
        action.is(declared, device.key(), device.subjectId());
    }

    IssuedCredential register(DeviceRef wanted) {
        return LostRace.retried(() -> registering.register(wanted, "site-1", null))
                .result();
    }

    DeviceConnectionParams redeem(IssuedCredential pair, String key) {
        return bootstrap.bootstrap(pair.accessId(), pair.otp(), key, false);
    }

    static void assertRefused(ErrorCode code, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** A device of a study of its own, dispensed and not registered. */
    DeviceRef dispensed() throws SQLException {
        var key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.test), UUID.randomUUID());
        var subject = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var study = "'" + key.study().studyId() + "', 'test', ";
            for (var row : new String[] {
                "study_mode VALUES (" + study + "'A study', '1')",
                "device_service_settings (study_id, mode, connector) VALUES (" + study + "'built-in')",
                "kit_type VALUES (" + study + "'K', null, 'Other', 'DevicetoCloud', '')",
                "subject VALUES (" + study + "'" + subject + "', null, null, 'M-1')",
                "inventory_item VALUES (" + study + "'" + key.inventoryId() + "', 'K')",
                "dispensation VALUES (" + study + "'" + key.inventoryId() + "', '" + subject + "')"
            }) {
                statement.executeUpdate("INSERT INTO " + row);
            }
        }
        return new DeviceRef(key, subject, "M-1");
    }

    /** Every row of the device's study, its audit records included, by table. */
    String everythingOfTheStudy() throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        for (var table : TABLES) {
            rows.put(table, select("*", table).stream().sorted().toList());
        }
        return rows.toString();
    }

    /** What the study's audit records say: action, outcome, state before and state after. */
    List<String> records() throws SQLException {
        return select("action, outcome, state_before, state_after", "audit_record");
    }

    /** These columns of the table's rows of the device's study, separated by spaces. */
    List<String> select(String columns, String table) throws SQLException {
        try (var connection = database.getConnection()) {
            return select(connection, "SELECT " + columns + " FROM " + table + " WHERE study_id = ?");
        }
    }

    private List<String> select(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, device.study().studyId());
            var rows = statement.executeQuery();
            var found = new ArrayList<String>();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(text(rows.getObject(i)));
                }
                found.add(String.join(" ", values));
            }
            return found;
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
