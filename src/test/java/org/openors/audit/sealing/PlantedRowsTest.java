package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.background.TurnedClock;
import org.openors.database.CommittedWork;
import org.openors.database.Jdbc;
import org.openors.database.SqlState;
import org.openors.database.TransactionTurns;
import org.openors.identity.Identifier;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;
import org.openors.settings.BadSetting;

/** Somebody with all rights on the database plants rows: only what they are about is not sealed, and it is reported. */
class PlantedRowsTest extends WithDatabases {

    /** A planted problem. The chain has two sealed records and one that waits. */
    private enum Planted {
        A_SEALED_RECORD_WAITS_AGAIN(
                "INSERT INTO audit_unsealed SELECT record_id, study_id, mode FROM audit_seal WHERE ?",
                true,
                "the record has a seal already"),
        THE_RECORD_WAITS_TWICE("INSERT INTO audit_unsealed SELECT * FROM audit_unsealed WHERE ?", true, null),
        A_SEAL_AT_THE_NEXT_PLACE(seal("3"), false, "seals beyond its last link"),
        A_SEAL_FAR_AHEAD(seal("4711"), false, "seals beyond its last link"),
        /** The service's own role may do that, too. */
        A_SEAL_AT_THE_NEXT_PLACE_AND_THE_CHAIN_IS_SET_AHEAD(
                seal("3") + "; UPDATE audit_chain SET sequence = 3 WHERE ?", false, "its last seal is not genuine"),
        A_SEAL_WITH_A_TIME_AT_THE_NEXT_PLACE_AND_THE_CHAIN_IS_SET_AHEAD(
                copyOfTheLastSeal() + "; UPDATE audit_chain SET sequence = 3 WHERE ?",
                false,
                "its last seal is not genuine"),
        THE_CHAIN_IS_SET_BACK("UPDATE audit_chain SET sequence = 1 WHERE ?", false, "seals beyond"),
        THE_CHAIN_IS_SET_BELOW_ITS_START("UPDATE audit_chain SET sequence = -5 WHERE ?", false, "seals beyond"),
        THE_CHAIN_IS_SET_AHEAD(
                "UPDATE audit_chain SET sequence = 9223372036854775807 WHERE ?", false, "is not that of a seal"),
        THE_CHAIN_HAS_ANOTHER_HASH(
                "UPDATE audit_chain SET hash = CAST('' AS bytea) WHERE ?", false, "is not that of a seal"),
        THE_CHAIN_IS_GONE("DELETE FROM audit_chain WHERE ?", false, "seals beyond"),
        THE_CHAIN_IS_THERE_TWICE(
                "INSERT INTO audit_chain SELECT * FROM audit_chain WHERE ?", false, "there more than once"),
        NO_SUCH_RECORD(waiting("'active'"), true, "the record is gone"),
        NO_SUCH_RECORD_AND_THE_LOWEST_ID(
                waiting("'" + new UUID(0, 0) + "'", "'active'"),
                true,
                "the record is gone count=1 records=" + "0".repeat(32)),
        /** Only the watch counts it. */
        NO_ID(waiting("NULL", "'active'"), true, null),
        AN_UNKNOWN_MODE(waiting("'nothing'"), true, "the record is gone"),
        NO_MODE(waiting("NULL"), true, "the record is gone"),
        NO_STUDY(
                "INSERT INTO audit_unsealed SELECT CAST('%s' AS uuid), NULL, mode FROM audit_chain WHERE ?"
                        .formatted(UUID.randomUUID()),
                true,
                "the record is gone"),
        ANOTHER_STUDY(
                "UPDATE audit_unsealed SET study_id = CAST('%s' AS uuid), mode = 'test' WHERE ?"
                        .formatted(UUID.randomUUID()),
                true,
                null);

        private final String sql;
        private final boolean isTheChainSealed;
        private final String fault;

        Planted(String sql, boolean isTheChainSealed, String fault) {
            this.sql = sql;
            this.isTheChainSealed = isTheChainSealed;
            this.fault = fault;
        }

        private static String seal(String sequence) {
            return "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) SELECT study_id, mode, "
                    + sequence + ", CAST('" + UUID.randomUUID() + "' AS uuid), '1', hash FROM audit_chain WHERE ?";
        }

        private static String copyOfTheLastSeal() {
            return "INSERT INTO audit_seal SELECT study_id, mode, 3, CAST('" + UUID.randomUUID()
                    + "' AS uuid), key_id, hash, sealed_at, time_mac FROM audit_seal WHERE sequence = 2 AND ?";
        }

        private static String waiting(String mode) {
            return waiting("'" + UUID.randomUUID() + "'", mode);
        }

        private static String waiting(String record, String mode) {
            return "INSERT INTO audit_unsealed SELECT CAST(" + record + " AS uuid), study_id, " + mode
                    + " FROM audit_chain WHERE ?";
        }
    }

    private static final String BEFORE_A_SEAL = "CREATE TRIGGER planted BEFORE INSERT ON audit_seal";
    private static final String AT_COMMIT =
            "CREATE CONSTRAINT TRIGGER planted AFTER INSERT ON audit_seal DEFERRABLE INITIALLY DEFERRED";

    private final TurnedClock clock = new TurnedClock();
    private final Map<TrailDatabase, Connection> connections = new HashMap<>();

    private Faults faults;
    private Map<TrailDatabase, SealingPass> nodes;
    private SecretKeys keys;
    private AuditMacs macs;
    private ChainName chain;
    private ChainName other;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, SQLException {
        keys = TestKeys.of(directory, TestKeys.hex());
        macs = new AuditMacs(keys);
        for (var database : databases) {
            connections.put(database, database.connect());
            for (var column : List.of("study_id", "mode")) {
                run(database, "ALTER TABLE audit_unsealed ALTER COLUMN " + column + " DROP NOT NULL");
            }
            for (var table : List.of("audit_chain", "audit_unsealed")) {
                run(
                        database,
                        "ALTER TABLE " + table + " DROP "
                                + (database.isPostgres() ? "CONSTRAINT " + table + "_pkey" : "PRIMARY KEY"));
            }
            run(database, "ALTER TABLE audit_unsealed ALTER COLUMN record_id DROP NOT NULL");
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        chain = new ChainName(UUID.randomUUID(), "active");
        other = new ChainName(UUID.randomUUID(), "active");
        faults = new Faults();
        nodes = new HashMap<>();
        for (var database : databases) {
            run(database, "DELETE FROM audit_unsealed");
        }
    }

    Stream<Arguments> cases() {
        return databases.stream()
                .flatMap(database -> Stream.of(Planted.values()).map(planted -> Arguments.of(database, planted)));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("cases")
    void onlyWhatARowIsAboutIsNotSealed(TrailDatabase database, Planted planted) throws SQLException {
        write(database, chain, 2);
        pass(database);
        write(database, chain, 1);
        plant(database, planted.sql);
        write(database, other, 3);

        pass(database);
        pass(database);
        assertThat(sealed(database, other)).containsExactly(1L, 2L, 3L);
        if (planted.isTheChainSealed) {
            assertThat(sealed(database, chain)).containsExactly(1L, 2L, 3L);
        } else {
            assertThat(sealed(database, chain)).containsExactly(1L, 2L);
            assertThat(waiting(database)).hasSize(1);
        }
        requireFault(planted.fault);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void moreThanOneSetOfThemHoldsUpNothing(TrailDatabase database) throws SQLException {
        run(
                database,
                "INSERT INTO audit_unsealed SELECT CAST('00000000-0000-0000-0000-' || LPAD(CAST(n AS varchar), 12, '0')"
                        + " AS uuid), CAST('" + chain.studyId() + "' AS uuid), 'active' FROM generate_series(1, "
                        + (2 * SealingTables.SET_SIZE + 1) + ") AS s(n)");
        write(database, other, 3);
        pass(database);
        assertThat(sealed(database, other)).containsExactly(1L, 2L, 3L);
        requireFault("count=" + (2 * SealingTables.SET_SIZE + 1));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRecordThatNobodyVouchesForMakesNoChain(TrailDatabase database) throws SQLException {
        var connection = connections.get(database);
        WrittenRecords.write(connection, WrittenRecords.one(chain), macs.newestKeyId(), new byte[32]);
        connection.commit();
        write(database, other, 1);
        pass(database);
        assertThat(sealed(database, other)).containsExactly(1L);
        assertThat(sealed(database, chain)).isEmpty();
        requireFault("the record is not as its MAC says");
    }

    /** Somebody has changed the check value of a key of this node, and the record names a key that it does not have. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRecordWhoseKeyCanNotBeLookedUpHoldsUpNothing(TrailDatabase database) throws SQLException {
        var refused = new BadSetting("ORS_SECRET_KEY_FILE", "names a file in which a known id has another key");
        var lookingUp = new AuditMacs(keys) {
            @Override
            public boolean verifies(CanonicalRecord record, String keyId, byte[] mac) {
                if (keyId.equals("none")) {
                    throw refused;
                }
                return super.verifies(record, keyId, mac);
            }
        };
        WrittenRecords.write(connections.get(database), WrittenRecords.one(chain), "none", new byte[32]);
        write(database, chain, 1);
        write(database, other, 2);
        var node = node(database);
        node.sealing.macs = lookingUp;
        node.run();
        assertThat(sealed(database, chain)).containsExactly(1L);
        assertThat(sealed(database, other)).containsExactly(1L, 2L);
        clock.pass(Faults.GRACE);
        assertThat(due()).singleElement().asString().contains("its key is not known, and can't be looked up count=1");
    }

    /** The service's own role may plant it, too. */
    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "4713-01-01 BC", "294276-12-31"})
    void aTimeThatNoClockTellsHoldsUpNothing(String time) throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        write(database, chain, 1);
        run(
                database,
                "INSERT INTO audit_record (id, occurred_at, action, outcome, study_id, mode, peer_address, reference, key_id,"
                        + " mac) SELECT gen_random_uuid(), '" + time
                        + "', action, outcome, study_id, mode, peer_address,"
                        + " reference, key_id, mac FROM audit_record WHERE " + of(chain));
        write(database, other, 3);
        pass(database);
        assertThat(sealed(database, chain)).containsExactly(1L);
        assertThat(sealed(database, other)).containsExactly(1L, 2L, 3L);
        requireFault("the record is not as its MAC says count=1");
    }

    /** An open transaction holds the next place of the chain, or its row. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void onlyTheChainOfALockIsNotSealed(TrailDatabase database) throws SQLException {
        write(database, chain, 2);
        pass(database);
        try (var holder = database.connect()) {
            run(
                    holder,
                    database.isPostgres()
                            ? Planted.seal("3").replace("?", of(chain))
                            : "UPDATE audit_chain SET checkpointed = 0 WHERE " + of(chain));
            write(database, chain, 1);
            write(database, other, 1);
            pass(database);
            assertThat(sealed(database, other)).containsExactly(1L);
            pass(database);
            requireFault("an audit chain is left out of sealing");
            holder.rollback();
        }
        clock.pass(LeftOutChains.PAUSE);
        pass(database);
        assertThat(sealed(database, chain)).containsExactly(1L, 2L, 3L);
        assertThat(due()).isEmpty();
    }

    @Test
    void aTriggerThatDropsSealsIsReported() throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        write(database, chain, 2);
        write(database, other, 1);
        passWithATrigger(database, BEFORE_A_SEAL, "RETURN NULL");
        assertThat(sealed(database, other)).containsExactly(1L);
        assertThat(waiting(database)).hasSize(2);
        requireFault("the database kept 0 of 2 seals");
    }

    /** Whatever state it fails with: also one that otherwise says that the database is not to be had. */
    @ParameterizedTest
    @ValueSource(strings = {"57014", "57P01", "58030", "53100", "53300", "08006", "40001", "P0001"})
    void aTriggerThatFailsForAChainHoldsUpNoOther(String state) throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        write(database, chain, 1);
        write(database, other, 2);
        passWithATrigger(database, BEFORE_A_SEAL, raise(state));
        assertThat(sealed(database, other)).containsExactly(1L, 2L);
        requireFault("an audit chain is left out of sealing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "P0001"})
    void aTriggerThatFailsAChainAtItsCommitHoldsUpNoOther(String state) throws SQLException {
        var database = TrailDatabase.postgresOf(databases);
        write(database, chain, 1);
        write(database, other, 2);
        passWithATrigger(database, AT_COMMIT, raise(state));
        assertThat(sealed(database, chain)).isEmpty();
        assertThat(sealed(database, other)).containsExactly(1L, 2L);
        requireFault("an audit chain is left out of sealing");
    }

    private static String raise(String state) {
        return "RAISE EXCEPTION ''planted'' USING ERRCODE = ''" + state + "''";
    }

    /** Two passes, while a trigger does this with each seal of the chain. */
    private void passWithATrigger(TrailDatabase database, String trigger, String action) throws SQLException {
        run(
                database,
                "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.study_id = ''"
                        + chain.studyId() + "'' THEN " + action + "; END IF; RETURN NEW; END'");
        run(database, trigger + " FOR EACH ROW EXECUTE FUNCTION planted()");
        try {
            pass(database);
            pass(database);
        } finally {
            connections.get(database).rollback();
            run(database, "DROP TRIGGER planted ON audit_seal; DROP FUNCTION planted()");
        }
    }

    /** All chains alike are tried again at the next pass. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aFullDiskIsNoFaultOfAChain(TrailDatabase database) throws SQLException {
        write(database, chain, 1);
        write(database, other, 1);
        var full = new EJBException(new SQLException("no space left", "53100"));
        var isFull = new AtomicBoolean(true);
        var node = node(database, failing(set -> isFull.get() && (set.test(chain) || set.test(other)), full));
        assertThatThrownBy(node::run).isSameAs(full);
        isFull.set(false);
        node.run();
        assertThat(sealed(database, chain)).containsExactly(1L);
        assertThat(sealed(database, other)).containsExactly(1L);
        clock.pass(Faults.GRACE);
        assertThat(due()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aFailureWithoutATextHoldsUpNoOther(TrailDatabase database) throws SQLException {
        write(database, chain, 1);
        write(database, other, 1);
        node(database, failing(set -> set.test(chain), new EJBException(new NullPointerException())))
                .run();
        assertThat(sealed(database, other)).containsExactly(1L);
        requireFault("an audit chain is left out of sealing: java.lang.NullPointerException");
    }

    /** The service's own role may do that, too. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aCountAtTheHighestNumberHoldsUpNothing(TrailDatabase database) throws SQLException {
        run(database, "UPDATE audit_sealing SET since_checkpoint = 9223372036854775807");
        write(database, chain, 2);
        pass(database);
        assertThat(sealed(database, chain)).containsExactly(1L, 2L);
        requireFault(null);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aColumnThatWasAddedToTheRecordsIsNotTakenForOurs(TrailDatabase database) throws SQLException {
        write(database, chain, 1);
        pass(database);
        run(database, "ALTER TABLE audit_record ADD COLUMN is_sealed boolean DEFAULT false");
        plant(database, Planted.A_SEALED_RECORD_WAITS_AGAIN.sql);
        pass(database);
        run(database, "ALTER TABLE audit_record DROP COLUMN is_sealed");
        requireFault("the record has a seal already");
    }

    /** As a number that is none, in a column whose type was changed: the driver fails by an exception of its own. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anUnreadableChainHoldsUpNoOther(TrailDatabase database) throws SQLException {
        write(database, chain, 1);
        write(database, other, 1);
        var node = node(
                database,
                failing(set -> set.test(chain), new EJBException(new ClassCastException("a Double is no BigDecimal"))));
        node.run();
        node.run();
        assertThat(sealed(database, other)).containsExactly(1L);
        requireFault("an audit chain is left out of sealing: a Double is no BigDecimal");
    }

    /** All chains of the set are sealed one by one, then. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void anUnreadableChainAndADamagedOneAreBothReported(TrailDatabase database) throws SQLException {
        write(database, other, 2);
        pass(database);
        run(database, "UPDATE audit_chain SET sequence = 1 WHERE " + of(other));
        write(database, chain, 1);
        write(database, other, 1);
        node(database, failing(set -> set.test(chain), new EJBException(new ClassCastException("unreadable"))))
                .run();
        clock.pass(Faults.GRACE);
        assertThat(due())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("unreadable", chain.study()))
                .anySatisfy(line -> assertThat(line).contains("seals beyond", other.study()));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aDatabaseThatIsAwayIsNoFaultOfAChain(TrailDatabase database) throws SQLException {
        write(database, chain, 1);
        write(database, other, 1);
        var away = new EJBException(new SQLException("away", "08006"));
        var tries = new AtomicInteger();
        var node = node(database, failing(set -> true, set -> {
            tries.incrementAndGet();
            return away;
        }));
        assertThatThrownBy(node::run).isSameAs(away);
        assertThat(tries).hasValue(1);

        // The set fails for one chain, and then the database is away.
        var unreadable = new EJBException(new ClassCastException("unreadable"));
        node = node(database, failing(set -> set.test(chain), set -> set.test(other) ? unreadable : away));
        assertThatThrownBy(node::run).isSameAs(away);
        clock.pass(Faults.GRACE);
        assertThat(due()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRecordThatWaitsNoLongerIsNoLongerReported(TrailDatabase database) throws SQLException {
        forge(database);
        pass(database);
        run(database, "DELETE FROM audit_unsealed");
        var forged = forge(database);
        pass(database);
        clock.pass(Faults.GRACE);
        assertThat(due()).singleElement().asString().endsWith("count=1 records=" + Identifier.format(forged));
        run(database, "DELETE FROM audit_unsealed");
        pass(database);
        clock.pass(Faults.REPETITION);
        assertThat(due()).isEmpty();
    }

    private UUID forge(TrailDatabase database) throws SQLException {
        var record = WrittenRecords.one(chain);
        WrittenRecords.write(connections.get(database), record, macs.newestKeyId(), new byte[32]);
        connections.get(database).commit();
        return record.id();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatIsPutRightIsSealedAgain(TrailDatabase database) throws SQLException {
        write(database, chain, 2);
        pass(database);
        plant(database, Planted.THE_CHAIN_IS_SET_BACK.sql);
        write(database, chain, 1);
        pass(database);
        assertThat(sealed(database, chain)).containsExactly(1L, 2L);
        plant(database, "UPDATE audit_chain SET sequence = 2 WHERE ?");
        pass(database);
        assertThat(sealed(database, chain)).containsExactly(1L, 2L, 3L);
        clock.pass(Faults.GRACE);
        assertThat(due()).isEmpty();
    }

    private static Sealing failing(Predicate<Predicate<ChainName>> set, RuntimeException failure) {
        return failing(set, any -> failure);
    }

    /** Fails for these sets of chains. */
    private static Sealing failing(
            Predicate<Predicate<ChainName>> set, Function<Predicate<ChainName>, RuntimeException> failure) {
        return new Sealing() {
            private RuntimeException lost;

            @Override
            public Optional<SealedSet> sealOneSet(UUID after, Predicate<ChainName> isWanted) {
                if (set.test(isWanted)) {
                    var failed = failure.apply(isWanted);
                    lost = SqlState.isConnectionLost(failed) ? failed : null;
                    throw failed;
                }
                return super.sealOneSet(after, isWanted);
            }

            @Override
            public Optional<UUID> lastWaiting() {
                if (lost != null) {
                    throw lost;
                }
                return super.lastWaiting();
            }
        };
    }

    private void requireFault(String text) {
        clock.pass(Faults.GRACE);
        if (text == null) {
            assertThat(due()).isEmpty();
        } else {
            assertThat(due()).singleElement().asString().contains(text);
            assertThat(due()).isEmpty();
            clock.pass(Faults.REPETITION);
            assertThat(due()).singleElement().asString().contains(text);
        }
    }

    private List<String> due() {
        return faults.due(clock.instant());
    }

    private void pass(TrailDatabase database) {
        nodes.computeIfAbsent(database, this::node).run();
    }

    private SealingPass node(TrailDatabase database) {
        return node(database, new Sealing());
    }

    private SealingPass node(TrailDatabase database, Sealing sealing) {
        sealing.jdbc = new CommittedWork(connections.get(database));
        sealing.turns = new TransactionTurns();
        sealing.macs = macs;
        sealing.clock = clock;
        var node = new SealingPass();
        node.sealing = sealing;
        node.faults = faults;
        node.clock = clock;
        return node;
    }

    private void write(TrailDatabase database, ChainName of, int records) throws SQLException {
        var connection = connections.get(database);
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, of, macs);
        }
        connection.commit();
    }

    private void plant(TrailDatabase database, String sql) throws SQLException {
        run(database, sql.replace("?", of(chain)));
    }

    private static String of(ChainName one) {
        return "study_id = CAST('" + one.studyId() + "' AS uuid)";
    }

    private void run(TrailDatabase database, String sql) throws SQLException {
        run(connections.get(database), sql);
        connections.get(database).commit();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Long> sealed(TrailDatabase database, ChainName of) {
        return Jdbc.query(
                connections.get(database),
                "SELECT s.sequence FROM audit_seal s JOIN audit_record r ON r.id = s.record_id"
                        + " WHERE s.study_id = ? AND s.mode = ? ORDER BY 1",
                row -> row.getLong(1),
                of.studyId(),
                of.mode());
    }

    private List<Object> waiting(TrailDatabase database) {
        return Jdbc.query(connections.get(database), "SELECT record_id FROM audit_unsealed", row -> row.getObject(1));
    }
}
