package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.audit.ChainName;

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

    private int verify(ChainName bad, ChainName failing) throws SQLException {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:");
        try (var connection = h2.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE study_mode (study_id UUID, mode VARCHAR(8))");
            statement.execute("INSERT INTO study_mode VALUES ('" + SECOND.studyId() + "', 'test'), ('" + FIRST.studyId()
                    + "', 'active')");
            return new AllTrails(new OneTransaction(connection), new Scripted(bad, failing)).verify();
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
        public VerificationResult verify(ChainName chain) {
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
