package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.audit.ChainName;
import org.openors.audit.CheckpointFile;

/** The service's own trail and two studies, of which some are not as they were written. */
class AllTrailsTest {

    private static final ChainName FIRST =
            new ChainName(java.util.UUID.fromString("00000000-0000-4000-8000-000000000001"), "active");
    private static final ChainName SECOND =
            new ChainName(java.util.UUID.fromString("00000000-0000-4000-8000-000000000002"), "test");

    @RegisterExtension
    final LoggedLines log = new LoggedLines(AllTrails.class);

    private final List<ChainName> verified = new ArrayList<>();
    private Error error;
    /** What {@code audit_chain} names. */
    private final List<ChainName> chains = new ArrayList<>();

    private final List<String> rows = new ArrayList<>();

    @Test
    void eachTrailIsVerifiedAndEachProblemIsAnErrorEachTime() throws SQLException {
        assertThat(verify(FIRST, null)).isEqualTo(1);
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND);
        assertThat(verify(FIRST, null)).isEqualTo(1);
        assertThat(log.errors())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(FIRST.study(), "problem=MISSING", "sequence=7"));
    }

    @Test
    void aTrailThatCannotBeVerifiedDoesNotHideTheNextOnes() throws SQLException {
        assertThat(verify(SECOND, ChainName.OF_THE_SERVICE)).isEqualTo(2);
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND);
        assertThat(log.errors()).hasSize(2);
    }

    @Test
    void anErrorInOneTrailDoesNotHideTheNextOnesEither() throws SQLException {
        error = new StackOverflowError("too deep");
        assertThat(verify(SECOND, ChainName.OF_THE_SERVICE)).isEqualTo(2);
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND);
        assertThat(log.errors()).hasSize(2);
    }

    @Test
    void goodTrailsAreNoErrorAndTheLogSaysThatAllWereVerified() throws SQLException {
        assertThat(verify(null, null)).isZero();
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND);
        assertThat(log.lines()).containsExactly("INFO all audit trails were verified bad=0");
        assertThat(log.errors()).isEmpty();
    }

    /** Its study was removed. Those of known studies come first: anybody may plant rows of chains. */
    @Test
    void aChainWithoutAStudyIsVerifiedOnce() throws SQLException {
        var removed = new ChainName(java.util.UUID.fromString("00000000-0000-4000-8000-000000000000"), "active");
        var another = new ChainName(java.util.UUID.fromString("ffffffff-0000-4000-8000-000000000000"), "test");
        chains.addAll(List.of(another, ChainName.OF_THE_SERVICE, FIRST, removed, removed));
        assertThat(verify(removed, null)).isEqualTo(1);
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND, removed, another);
        assertThat(log.errors()).singleElement().asString().contains(removed.study());
    }

    /** It has no record and claims none. */
    @Test
    void aRowWithoutPlacesOrWithoutANameIsNoTrail() throws SQLException {
        rows.add("NULL, 'active', 1");
        rows.add("RANDOM_UUID(), NULL, 1");
        rows.add("RANDOM_UUID(), 'active', 0");
        assertThat(verify(null, null)).isZero();
        assertThat(verified).containsExactly(ChainName.OF_THE_SERVICE, FIRST, SECOND);
    }

    private int verify(ChainName bad, ChainName failing) throws SQLException {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:");
        try (var connection = h2.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE study_mode (study_id UUID, mode VARCHAR(8))");
            statement.execute("INSERT INTO study_mode VALUES ('" + SECOND.studyId() + "', 'test'), ('" + FIRST.studyId()
                    + "', 'active')");
            statement.execute("CREATE TABLE audit_chain (study_id UUID, mode VARCHAR(8), sequence BIGINT)");
            for (var chain : chains) {
                rows.add("'" + chain.studyId() + "', '" + chain.mode() + "', 1");
            }
            for (var row : rows) {
                statement.execute("INSERT INTO audit_chain VALUES (" + row + ")");
            }
            statement.execute(
                    "CREATE TABLE audit_record (id UUID, study_id UUID, mode VARCHAR(8), occurred_at TIMESTAMP)");
            statement.execute("CREATE TABLE audit_unsealed (study_id UUID, mode VARCHAR(8))");
            statement.execute("CREATE TABLE audit_seal (study_id UUID, mode VARCHAR(8), sequence BIGINT)");
            for (var trail : List.of(chains, List.of(FIRST, SECOND)).stream()
                    .flatMap(List::stream)
                    .toList()) {
                statement.execute(
                        "INSERT INTO audit_seal VALUES ('" + trail.studyId() + "', '" + trail.mode() + "', 1)");
            }
            return new AllTrails(new OneTransaction(connection), new Scripted(bad, failing))
                    .verify(new CheckpointFile(Path.of("none")));
        }
    }

    private final class Scripted extends TrailVerification {

        private final ChainName bad;
        private final ChainName failing;

        Scripted(ChainName bad, ChainName failing) {
            this.bad = bad;
            this.failing = failing;
        }

        @Override
        public VerificationResult verify(ChainName chain, KnownPlaces.Source checkpoints) {
            verified.add(chain);
            if (chain.equals(failing)) {
                if (error != null) {
                    throw error;
                }
                throw new IllegalStateException("the database is away");
            }
            var problem = chain.equals(bad) ? Finding.at(7, null, Problem.MISSING, "the number is missing") : null;
            return new VerificationResult(problem == null, 0, 0, 0, 0, 0, null, null, null, problem);
        }
    }
}
