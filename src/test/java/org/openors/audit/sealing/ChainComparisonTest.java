package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.keys.TestKeys;

/** Each node attests what has grown since its own last checkpoint, whatever the columns of the database say. */
class ChainComparisonTest extends WithDatabases {

    /** With two more, a node remembers as many chains as it can. */
    private static final int MOST_OTHERS = Attested.MOST - 2;

    private static final String KNOWN_CHAINS =
            "CAST(LPAD(CAST(k.n AS varchar), 32, '0') AS uuid)," + " 'active', 1, %s FROM system_range(1, %d) AS k(n)";
    /** To the rows of all chains. */
    private static final String AND_KNOWN_CHAINS =
            " UNION ALL SELECT " + KNOWN_CHAINS.formatted("CAST('' AS bytea), CAST(NULL AS bigint)", MOST_OTHERS);

    private static final String SEALS_OF_KNOWN_CHAINS =
            "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash) SELECT "
                    + KNOWN_CHAINS.formatted("RANDOM_UUID(), '1', CAST('' AS bytea)", MOST_OTHERS);

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    private AuditMacs macs;
    private CheckpointFile node;
    private CheckpointFile otherNode;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, SQLException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        for (var database : databases) {
            try (var connection = database.connect()) {
                for (var table : List.of("audit_seal", "audit_record")) {
                    run(
                            connection,
                            "DROP TRIGGER " + table + "_is_kept" + (database.isPostgres() ? " ON " + table : ""));
                }
                connection.commit();
            }
        }
    }

    @BeforeEach
    void startNodes(@TempDir Path directory) {
        node = new CheckpointFile(directory.resolve("one.ndjson"));
        otherNode = new CheckpointFile(directory.resolve("other.ndjson"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void everyNodeAttestsOnceWhatHasGrown(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            WrittenRecords.write(connection, ChainName.OF_THE_SERVICE, macs);
            SealedTrail.seal(connection, macs);
            for (var file : List.of(node, otherNode)) {
                assertThat(SealedTrail.writeCheckpoints(connection, macs, file)).hasSize(2);
                assertThat(SealedTrail.writeCheckpoints(connection, macs, file)).isEmpty();
            }
            grow(connection, 1);
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(3L);
            assertThat(node.of(chain)).hasSize(2).allMatch(checkpoint -> checkpoint.isGenuine(macs));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void noColumnAndNoLockEndsTheCheckpoints(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect();
                var holder = database.connect()) {
            grow(connection, 2);
            run(connection, "UPDATE audit_chain SET checkpointed = 9223372036854775807");
            run(
                    connection,
                    "UPDATE audit_sealing SET since_checkpoint = 0, checkpointed_at = TIMESTAMP WITH TIME ZONE"
                            + " '9999-01-01 00:00:00+00:00'");
            connection.commit();
            run(holder, "SELECT 1 FROM audit_sealing FOR UPDATE");
            run(holder, "SELECT 1 FROM audit_chain FOR UPDATE");
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(2L);
            assertThat(new CheckpointTables(connection).total()).isEqualByComparingTo("2");
        } finally {
            empty(database);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsSetBackOrAheadIsReportedAndTheLastGenuineSealIsAttested(TrailDatabase database)
            throws SQLException, IOException {
        for (var set : List.of(
                "sequence = 1",
                "sequence = 9223372036854775806",
                "sequence = -1",
                "sequence = 1, checkpointed = 1",
                "hash = CAST('' AS bytea)")) {
            try (var connection = database.connect()) {
                grow(connection, 2);
                SealedTrail.writeCheckpoints(connection, macs, node);
                grow(connection, 2);
                run(connection, "UPDATE audit_chain SET " + set);
                assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                        .as(set)
                        .extracting(Checkpoint::sequence)
                        .containsExactly(4L);
                Files.delete(node.path());
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatWentBackIsReported(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.writeCheckpoints(connection, macs, node);
            assertThat(faults(connection, node)).isEmpty();
            run(
                    connection,
                    "UPDATE audit_chain SET sequence = 3, hash ="
                            + " (SELECT hash FROM audit_seal s WHERE s.study_id = audit_chain.study_id AND sequence = 3)");
            assertThat(faults(connection, node)).singleElement().asString().contains("attested=4 now=3", chain.study());
            run(connection, "DELETE FROM audit_chain");
            assertThat(faults(connection, node)).singleElement().asString().contains("attested=4 now=0");
        }
    }

    /** Before its first checkpoint nothing but the seals says that there is such a chain. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainWithoutARowIsReportedAndAttested(TrailDatabase database) throws SQLException, IOException {
        for (var name : List.of(chain, ChainName.OF_THE_SERVICE)) {
            try (var connection = database.connect()) {
                run(
                        connection,
                        "INSERT INTO study_mode (study_id, mode) VALUES ('" + chain.studyId() + "', 'active'), ('"
                                + UUID.randomUUID() + "', 'test')");
                grow(connection, name, 3);
                run(connection, "DELETE FROM audit_chain");
                var attested = new Attested();
                assertThat(compareAndWrite(connection, attested))
                        .containsExactly("an audit chain went back: sealed=3 now=0" + name.facts());
                assertThat(attested.of(name))
                        .get()
                        .extracting(Attested.Head::sequence)
                        .isEqualTo(3L);
                assertThat(compareAndWrite(connection, attested))
                        .containsExactly("an audit chain went back: attested=3 now=0" + name.facts());
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRowThatIsSetBackBeforeTheFirstCheckpointIsReported(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 3);
            run(connection, "UPDATE audit_chain SET sequence = 2");
            assertThat(compareAndWrite(connection, new Attested()))
                    .containsExactly("an audit chain went back: sealed=3 now=2" + chain.facts());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatWentOnOtherwiseIsReportedAndAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 3);
            SealedTrail.writeCheckpoints(connection, macs, node);
            connection.rollback();
            grow(connection, 4);
            assertThat(faults(connection, node)).singleElement().asString().contains("is another one");
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(4L);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatGrewIsNoFault(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            SealedTrail.writeCheckpoints(connection, macs, node);
            grow(connection, 3);
            assertThat(faults(connection, node)).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainOfWhichOnlyTheRowWasSetBackIsNotAttestedAgain(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.writeCheckpoints(connection, macs, node);
            run(connection, "UPDATE audit_chain SET sequence = 3");
            assertThat(faults(connection, node))
                    .containsExactly("an audit chain went back: attested=4 now=3" + chain.facts());
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node)).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aShorterChainInsteadIsReportedAndAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.writeCheckpoints(connection, macs, node);
            connection.rollback();
            grow(connection, 3);
            assertThat(faults(connection, node))
                    .containsExactly("an audit chain went back or is another one: attested=4 now=3" + chain.facts());
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(3L);
        }
    }

    /** Also after it has grown beyond the lost place: until the node is started again. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatWentOnOtherwiseIsReportedForEverAndAttestedOnce(TrailDatabase database)
            throws SQLException, IOException {
        try (var connection = database.connect()) {
            var attested = new Attested();
            grow(connection, 3);
            assertThat(compareAndWrite(connection, attested)).isEmpty();
            connection.rollback();
            for (long last = 2; last <= 5; last++) {
                grow(connection, last == 2 ? 2 : 1);
                for (int i = 0; i < 2; i++) {
                    assertThat(compareAndWrite(connection, attested))
                            .containsExactly("an audit chain went back or is another one: attested=3 now=" + last
                                    + chain.facts());
                }
            }
            assertThat(node.of(chain)).extracting(Checkpoint::sequence).containsExactly(3L, 2L, 3L, 4L, 5L);
        }
    }

    /** It is as this node attested it, again. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainWhoseSealIsPutBackIsNoLongerReportedAndGoesOn(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            var attested = new Attested();
            grow(connection, 3);
            compareAndWrite(connection, attested);
            var whole = connection.setSavepoint();
            run(connection, "DELETE FROM audit_seal WHERE sequence = 3");
            assertThat(compareAndWrite(connection, attested)).hasSize(1);
            connection.rollback(whole);
            assertThat(compareAndWrite(connection, attested)).isEmpty();
            grow(connection, 1);
            assertThat(compareAndWrite(connection, attested)).isEmpty();
            assertThat(node.of(chain)).extracting(Checkpoint::sequence).containsExactly(3L, 2L, 4L);
        }
    }

    /** What {@code audit_chain} says is not believed. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainWhoseSealsAreGoneIsReportedAlsoIfItsRowIsAsAttested(TrailDatabase database)
            throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.writeCheckpoints(connection, macs, node);
            run(connection, "DELETE FROM audit_seal");
            run(connection, "DELETE FROM audit_record");
            assertThat(faults(connection, node))
                    .containsExactly("an audit chain went back or is another one: attested=4 now=4" + chain.facts());
        }
    }

    /** Whichever of the two the database reads first. Such a change can be taken back on PostgreSQL only. */
    @Test
    void aCopyOfTheLostSealBesideAnotherDoesNotHideTheLoss() throws SQLException, IOException {
        try (var connection = TrailDatabase.postgresOf(databases).connect()) {
            grow(connection, 3);
            SealedTrail.writeCheckpoints(connection, macs, node);
            run(
                    connection,
                    "CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT * FROM audit_seal WHERE sequence = 3");
            run(connection, "DELETE FROM audit_seal WHERE sequence = 3");
            run(
                    connection,
                    "UPDATE audit_chain c SET sequence = 2, hash = s.hash FROM audit_seal s WHERE s.sequence = 2"
                            + " AND s.study_id = c.study_id");
            grow(connection, 2);
            run(connection, "ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_pkey");
            run(connection, "INSERT INTO audit_seal SELECT * FROM copy");
            for (var moved : List.of("<>", "=")) {
                run(connection, "UPDATE audit_seal SET mode = mode WHERE hash " + moved + " (SELECT hash FROM copy)");
                assertThat(faults(connection, node))
                        .containsExactly(
                                "an audit chain went back or is another one: attested=3 now=4" + chain.facts());
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainWhoseRowIsThereOftenIsAttestedOnce(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            var often = eachStatement(
                    connection,
                    sql -> sql.endsWith(" FROM audit_chain c") ? sql + " CROSS JOIN generate_series(1, 3000)" : sql);
            assertThat(SealedTrail.writeCheckpoints(often, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(2L);
        }
    }

    /** That it went back says more than that it has no genuine seal. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainThatIsGoneIsOneFault(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            SealedTrail.writeCheckpoints(connection, macs, node);
            run(connection, "DELETE FROM audit_chain");
            run(connection, "DELETE FROM audit_seal");
            assertThat(faults(connection, node))
                    .containsExactly("an audit chain went back or is another one: attested=4 now=0" + chain.facts());
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node)).isEmpty();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealOfAnotherRecordOrNoneIsNotAttested(TrailDatabase database) throws SQLException, IOException {
        for (var change : List.of(
                "UPDATE audit_record SET mac = CAST('' AS bytea)",
                "DELETE FROM audit_record",
                "DELETE FROM audit_seal WHERE sequence = 1")) {
            try (var connection = database.connect()) {
                grow(connection, 2);
                run(connection, change);
                assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                        .as(change)
                        .isEmpty();
                assertThat(faults(connection, node))
                        .as(change)
                        .containsExactly(
                                "an audit chain gets no checkpoint: its last seal is not genuine" + chain.facts());
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theSealsOfAThousandChainsAreReadTogether(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 1);
            nameChains(connection, 1_000);
            var reads = new AtomicInteger();
            var compared = new ChainComparison(countingReads(connection, reads), new Attested(), macs).compare();
            assertThat(reads)
                    .as("seals, and the last ones of the chains without")
                    .hasValueBetween(3, 4);
            assertThat(compared.grown()).extracting(ChainLink::place).containsExactly(new ChainPlace(chain, 1));
            assertThat(compared.withoutCheckpoint()).hasSize(1_000);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void chainsThatAreGoneAreLookedForAThousandAtATime(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            var attested = new Attested();
            attested.note(checkpointsOfOtherChains(1_500));
            var reads = new AtomicInteger();
            var compared = new ChainComparison(countingReads(connection, reads), attested, macs).compare();
            assertThat(compared.wentBack()).hasSize(1_500);
            assertThat(reads).hasValue(4);
        }
    }

    private static Connection countingReads(Connection connection, AtomicInteger reads) {
        return eachStatement(connection, sql -> {
            reads.addAndGet(sql.contains("UNNEST") ? 1 : 0);
            return sql;
        });
    }

    private static List<Checkpoint> checkpointsOfOtherChains(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> new UUID(0, Long.parseLong(Long.toString(number), 16)))
                .map(study -> new ChainName(study, "active"))
                .map(name -> new Checkpoint(SealedTrail.CLOCK.instant(), name, 1, new byte[0], "", new byte[0]))
                .toList();
    }

    /** Of these chains the database has the seals. */
    @Test
    void whatIsNewBeyondTheChainsThatANodeRemembersIsReportedAndWhatItKnowsGoesOn() throws SQLException, IOException {
        try (var connection = databases.get(0).connect()) {
            var attested = new Attested();
            grow(connection, 1);
            attested.note(SealedTrail.writeCheckpoints(connection, macs, node));
            attested.note(checkpointsOfOtherChains(MOST_OTHERS));
            run(connection, SEALS_OF_KNOWN_CHAINS);
            for (var one : List.of(chain, ChainName.OF_THE_SERVICE, new ChainName(UUID.randomUUID(), "test"))) {
                grow(connection, one, 1);
            }
            var full = eachStatement(
                    connection, sql -> sql.endsWith(" FROM audit_chain c") ? sql + AND_KNOWN_CHAINS : sql);
            var compared = new ChainComparison(full, attested, macs).compare();
            assertThat(compared.grown()).hasSize(2).extracting(ChainLink::place).contains(new ChainPlace(chain, 2));
            assertThat(faults(compared))
                    .containsExactly("some audit chains get no checkpoint of this node: it remembers chains=100000");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutTheKeyIsNotAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            run(
                    connection,
                    "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash)"
                            + " SELECT study_id, mode, 3, study_id, key_id, hash FROM audit_seal WHERE sequence = 2");
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(2L);
            assertThat(faults(connection, node)).isEmpty();
            run(connection, "UPDATE audit_chain SET sequence = 3");
            assertThat(faults(connection, otherNode)).singleElement().asString().contains("is not genuine");
            assertThat(SealedTrail.writeCheckpoints(connection, macs, otherNode))
                    .isEmpty();
        }
    }

    /** Also without the times of its seals: a seal of before version 8 of the schema has none. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aChainUnderAnotherNameIsNotAttested(TrailDatabase database) throws SQLException, IOException {
        var other = UUID.randomUUID();
        for (var seals : List.of("", ", sealed_at = NULL, time_mac = NULL")) {
            for (var records : List.of("mode = mode", "study_id = CAST('" + other + "' AS uuid)")) {
                try (var connection = database.connect()) {
                    grow(connection, 4);
                    run(connection, "UPDATE audit_seal SET study_id = CAST('" + other + "' AS uuid)" + seals);
                    run(connection, "UPDATE audit_chain SET study_id = CAST('" + other + "' AS uuid)");
                    run(connection, "UPDATE audit_record SET " + records);
                    assertThat(faults(connection, node))
                            .singleElement()
                            .asString()
                            .contains("is not genuine");
                    assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutATimeIsAttested(TrailDatabase database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 4);
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL");
            grow(connection, 1);
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL");
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(Checkpoint::sequence)
                    .containsExactly(5L);
        }
    }

    /** Neither the record nor its link says which number the place has. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutATimeAtAPlaceThatTheChainDoesNotReachIsNotAttested(TrailDatabase database)
            throws SQLException, IOException {
        for (var last : List.of(Long.MAX_VALUE, 6L)) {
            try (var connection = database.connect()) {
                grow(connection, 4);
                run(
                        connection,
                        "UPDATE audit_seal SET sequence = sequence - 4 + " + last
                                + ", sealed_at = NULL, time_mac = NULL WHERE sequence > 2");
                run(connection, "UPDATE audit_chain SET sequence = " + last);
                assertThat(faults(connection, node))
                        .singleElement()
                        .asString()
                        .contains("its last seal is not genuine");
                assertThat(SealedTrail.writeCheckpoints(connection, macs, node)).isEmpty();
            }
        }
    }

    /** Who owns the tables can also take away what keeps them in order. On PostgreSQL such a change can be taken back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE audit_seal ALTER COLUMN hash DROP NOT NULL;"
                        + " UPDATE audit_seal SET hash = NULL WHERE sequence = 2 AND ?",
                "ALTER TABLE audit_seal ALTER COLUMN key_id DROP NOT NULL;"
                        + " UPDATE audit_seal SET key_id = NULL WHERE sequence = 2 AND ?",
                "ALTER TABLE audit_seal ALTER COLUMN sequence TYPE numeric;"
                        + " UPDATE audit_seal SET sequence = 'NaN' WHERE sequence = 2 AND ?",
                "ALTER TABLE audit_chain DROP CONSTRAINT audit_chain_pkey;"
                        + " ALTER TABLE audit_chain ALTER COLUMN study_id DROP NOT NULL;"
                        + " INSERT INTO audit_chain SELECT NULL, mode, 1, hash, 0 FROM audit_chain WHERE ?;"
                        + " DELETE FROM audit_seal WHERE sequence = 2 AND ?"
            })
    void aChainThatCanNotBeReadEndsNoOther(String tampering) throws SQLException, IOException {
        try (var connection = TrailDatabase.postgresOf(databases).connect()) {
            var other = new ChainName(UUID.randomUUID(), "test");
            grow(connection, 2);
            grow(connection, other, 3);
            run(connection, tampering.replace("?", "study_id = '" + chain.studyId() + "'"));
            assertThat(faults(connection, node)).isNotEmpty();
            assertThat(SealedTrail.writeCheckpoints(connection, macs, node))
                    .extracting(checkpoint -> new ChainPlace(checkpoint.chain(), checkpoint.sequence()))
                    .contains(new ChainPlace(other, 3))
                    .doesNotContain(new ChainPlace(chain, 2));
            assertThat(new CheckpointTables(connection).total()).isNotNull();
        }
    }

    /** Rows that anybody may plant take no place from a chain that the node has attested. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void ofManyChainsWithoutACheckpointTheAttestedOnesAreFirst(TrailDatabase database)
            throws SQLException, IOException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            SealedTrail.writeCheckpoints(connection, macs, node);
            run(connection, "DELETE FROM audit_chain");
            nameChains(connection, Faults.MOST);
            run(
                    connection,
                    "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash)"
                            + " SELECT study_id, mode, 3, study_id, key_id, hash FROM audit_seal WHERE sequence = 2;"
                            + " INSERT INTO audit_chain (study_id, mode, sequence, hash, checkpointed)"
                            + " SELECT study_id, mode, 3, hash, 0 FROM audit_seal WHERE sequence = 3");
            assertThat(faults(connection, node)).first().asString().contains(chain.facts());
        }
    }

    /** Rows that anybody may plant must not hide a chain that went back. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void ofManyFaultsThoseOfChainsThatWentBackAreApart(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            nameChains(connection, 2 * Faults.MOST);
            var attested = new Attested();
            attested.note(checkpointsOfOtherChains(2));
            var compared = new ChainComparison(connection, attested, macs).compare();
            assertThat(compared.withoutCheckpoint()).hasSize(Faults.MOST);
            assertThat(compared.wentBack().values()).hasSize(2).allMatch(line -> line.contains("went back"));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSealWithoutATimeIsProvenByItsRecordAlone(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 3);
            var ids = Jdbc.query(
                    connection,
                    "SELECT record_id FROM audit_seal ORDER BY sequence",
                    row -> row.getObject(1, UUID.class));
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL WHERE sequence > 1");
            run(connection, "UPDATE audit_record SET actor = 'x' WHERE id = CAST('" + ids.get(2) + "' AS uuid)");
            assertThat(SealedPlaces.of(connection, ids))
                    .filteredOn(seal -> seal.isGenuine(macs))
                    .extracting(SealedPlace::recordId)
                    .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theRecordOfASealWithATimeIsNotRead(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            var ids = Jdbc.query(connection, "SELECT record_id FROM audit_seal", row -> row.getObject(1, UUID.class));
            run(connection, "UPDATE audit_seal SET sealed_at = NULL, time_mac = NULL WHERE sequence = 1");
            assertThat(SealedPlaces.of(connection, ids))
                    .filteredOn(seal -> seal.record() == SealedPlace.Content.NONE)
                    .extracting(SealedPlace::place)
                    .containsExactly(new ChainPlace(chain, 2));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aPlaceThatIsNamedTwiceIsReadOnce(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            grow(connection, 2);
            var place = new ChainPlace(chain, 2);
            assertThat(SealedPlaces.at(connection, List.of(place, place))).containsOnlyKeys(place);
        }
    }

    @Test
    void onlyTheEndOfTheFileIsReadAndOnlyGenuineLines() throws IOException {
        var first = Checkpoint.of(SealedTrail.CLOCK.instant(), chain, 3, new byte[32], macs);
        var last = Checkpoint.of(
                SealedTrail.CLOCK.instant().plusSeconds(1), ChainName.OF_THE_SERVICE, 5, new byte[32], macs);
        node.append(List.of(first));
        var forged = last.line().replace("\"sequence\":5", "\"sequence\":7");
        Files.writeString(
                node.path(),
                Files.readString(node.path()) + "x\n{}\n" + forged + "\n" + last.line() + "\n"
                        + last.line().substring(0, 50));
        var attested = CheckpointTail.read(node, macs, CheckpointTail.BYTES);
        assertThat(attested.of(chain)).get().extracting(Attested.Head::sequence).isEqualTo(3L);
        assertThat(attested.of(ChainName.OF_THE_SERVICE))
                .get()
                .extracting(Attested.Head::sequence)
                .isEqualTo(5L);
        assertThat(attested.lastComparison()).isEqualTo(last.time());
        var end = CheckpointTail.read(node, macs, last.line().length() + 60);
        assertThat(end.chains()).containsExactly(ChainName.OF_THE_SERVICE);
    }

    /** One round of a node with this memory. Returns the faults. */
    private List<String> compareAndWrite(Connection connection, Attested attested) {
        var compared = new ChainComparison(connection, attested, macs).compare();
        Checkpointing.write(compared, SealedTrail.CLOCK.instant(), macs, node, attested);
        return faults(compared);
    }

    private List<String> faults(Connection connection, CheckpointFile file) throws IOException {
        return faults(new ChainComparison(connection, CheckpointTail.read(file, macs), macs).compare());
    }

    private static List<String> faults(ChainComparison compared) {
        return Stream.of(compared.wentBack(), compared.withoutCheckpoint())
                .flatMap(faults -> faults.values().stream())
                .toList();
    }

    private void grow(Connection connection, int records) throws SQLException {
        grow(connection, chain, records);
    }

    private void grow(Connection connection, ChainName of, int records) throws SQLException {
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, of, macs);
        }
        SealedTrail.seal(connection, macs);
    }

    /** Chains of one record, as their rows say: they have no seal. */
    private static void nameChains(Connection connection, int number) {
        Jdbc.update(
                connection,
                "INSERT INTO audit_chain (study_id, mode, sequence, hash, checkpointed)"
                        + " SELECT u.study_id, 'active', 1, CAST('' AS bytea), 0"
                        + " FROM UNNEST(CAST(? AS uuid ARRAY)) AS u(study_id)",
                new Jdbc.Values(
                        "uuid", Stream.generate(UUID::randomUUID).limit(number).toArray()));
    }

    private static Connection eachStatement(Connection connection, UnaryOperator<String> change) {
        return fake(Connection.class, (any, called, arguments) -> {
            if (called.getName().equals("prepareStatement")) {
                arguments[0] = change.apply((String) arguments[0]);
            }
            return called.invoke(connection, arguments);
        });
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void empty(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            for (var table : List.of("audit_seal", "audit_record", "audit_chain", "audit_unsealed")) {
                run(connection, "DELETE FROM " + table);
            }
            connection.commit();
        }
    }
}
