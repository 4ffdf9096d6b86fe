package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openors.LoggedLines;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.background.TurnedClock;
import org.openors.database.CommittedWork;
import org.openors.database.Jdbc;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.ReadFigures;
import org.openors.keys.TestKeys;
import org.openors.settings.GivenSettings;

/** What a node writes for a chain that grows, when, and what it says of it. */
class WrittenCheckpointsTest {

    private static TrailDatabase database;
    private static AuditMacs macs;

    @RegisterExtension
    final LoggedLines log = new LoggedLines(Checkpointing.class);

    @TempDir
    Path directory;

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");
    private final TurnedClock clock = new TurnedClock();
    private final Figures figures = new Figures();
    private Connection connection;
    private Checkpointing node;

    @BeforeAll
    static void startDatabase(@TempDir Path keys) {
        database = TrailDatabase.h2();
        macs = new AuditMacs(TestKeys.of(keys, TestKeys.hex()));
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
    }

    @BeforeEach
    void start() throws SQLException {
        connection = database.connect();
        GivenSettings.are(Map.of("ORS_HOME", directory.toString()));
        node = startedNode();
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        GivenSettings.are(Map.of());
    }

    @Test
    void aCheckpointIsInTheFileAndInTheLog() throws SQLException, IOException {
        grow(2);
        node.write();
        var checkpoint = written().get(0);
        assertThat(checkpoint.sequence()).isEqualTo(2);
        assertThat(checkpoint.time()).isEqualTo(clock.instant());
        assertThat(checkpoint.isGenuine(macs)).isTrue();
        assertThat(log.lines()).contains("INFO audit checkpoint " + checkpoint.line());
    }

    @Test
    void aChainGetsAnotherOnlyWhenItHasGrown() throws SQLException, IOException {
        grow(2);
        node.write();
        node.write();
        assertThat(written()).hasSize(1);
        grow(1);
        node.write();
        assertThat(written()).extracting(Checkpoint::sequence).containsExactly(2L, 3L);
    }

    @Test
    void nothingIsWrittenUntilItIsDue() throws SQLException, IOException {
        grow(1);
        node.writeIfDue();
        assertThat(written()).hasSize(1);
        grow(1);
        node.writeIfDue();
        clock.pass(Checkpointing.INTERVAL.minusSeconds(1));
        node.writeIfDue();
        assertThat(written()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        node.writeIfDue();
        assertThat(written()).extracting(Checkpoint::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aNodeThatStartsAgainGoesOnFromItsFile() throws SQLException, IOException {
        grow(1);
        node.write();
        grow(1);
        node = startedNode();
        node.writeIfDue();
        assertThat(written()).hasSize(1);
        clock.pass(Checkpointing.INTERVAL);
        node.writeIfDue();
        assertThat(written()).extracting(Checkpoint::sequence).containsExactly(1L, 2L);
    }

    @Test
    void theAgeOfTheLastIsInSecondsSinceTheStartOrTheLastLook() {
        assertThat(age()).isZero();
        clock.pass(Duration.ofMillis(90_500));
        assertThat(age()).isEqualTo(90.5);
        node.write();
        assertThat(age()).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(age()).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsDueForTheLogWhileItLasts() throws SQLException {
        grow(2);
        node.write();
        setBackTo(1);
        node.write();
        assertThat(node.faults.due(clock.instant()))
                .containsExactly("an audit chain went back: attested=2 now=1" + chain.facts());
        setBackTo(2);
        node.write();
        clock.pass(Faults.REPETITION);
        assertThat(node.faults.due(clock.instant())).isEmpty();
    }

    /** A node may not know a new key yet. */
    @Test
    void thatAChainGetsNoCheckpointIsDueOnlyIfItLasts() throws SQLException {
        Jdbc.update(
                connection, "INSERT INTO audit_chain VALUES (?, 'active', 1, CAST('' AS bytea), 0)", chain.studyId());
        node.write();
        assertThat(node.faults.due(clock.instant())).isEmpty();
        clock.pass(Faults.GRACE);
        assertThat(node.faults.due(clock.instant()))
                .containsExactly("an audit chain gets no checkpoint: its last seal is not genuine" + chain.facts());
        Jdbc.update(connection, "DELETE FROM audit_chain WHERE study_id = ?", chain.studyId());
        connection.commit();
    }

    @Test
    void whatTheFileDidNotTakeIsWrittenTheNextTime() throws SQLException, IOException {
        var missing = directory.resolve("missing");
        GivenSettings.are(Map.of("ORS_HOME", missing.toString()));
        grow(1);
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(node::writeIfDue).isInstanceOf(CheckpointFailed.class);
        assertThat(log.lines()).isEmpty();
        assertThat(age()).isEqualTo(1);
        Files.createDirectory(missing);
        node.writeIfDue();
        assertThat(written()).hasSize(1);
    }

    @Test
    void whatIsWrongIsDueAlsoWhileTheFileTakesNothing() throws SQLException {
        grow(2);
        node.write();
        setBackTo(1);
        WrittenRecords.write(connection, ChainName.OF_THE_SERVICE, macs);
        SealedTrail.seal(connection, macs);
        GivenSettings.are(Map.of("ORS_HOME", directory.resolve("missing").toString()));
        assertThatThrownBy(node::write).isInstanceOf(CheckpointFailed.class);
        clock.pass(Faults.GRACE);
        assertThat(node.faults.due(clock.instant())).singleElement().asString().contains("went back");
    }

    private Checkpointing startedNode() {
        var chains = new ChainStates();
        chains.jdbc = new CommittedWork(connection);
        chains.macs = macs;
        var started = new Checkpointing();
        started.chains = chains;
        started.macs = macs;
        started.faults = new Faults();
        started.clock = clock;
        started.figures = figures;
        started.offer();
        return started;
    }

    private List<Checkpoint> written() throws IOException {
        return CheckpointFile.ofThisNode().of(chain);
    }

    private double age() {
        return ReadFigures.value(figures, Figure.CHECKPOINT_AGE);
    }

    private void grow(int records) throws SQLException {
        for (int i = 0; i < records; i++) {
            WrittenRecords.write(connection, chain, macs);
        }
        SealedTrail.seal(connection, macs);
        connection.commit();
    }

    private void setBackTo(long sequence) throws SQLException {
        Jdbc.update(connection, "UPDATE audit_chain SET sequence = ? WHERE study_id = ?", sequence, chain.studyId());
        connection.commit();
    }
}
