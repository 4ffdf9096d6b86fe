package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateTest {

    @ParameterizedTest
    @CsvSource({
        // state, unique key broken, another came first, may succeed later
        "23505, true,  true,  false",
        "23503, false, true,  false",
        "23506, false, true,  false",
        "23502, false, false, false",
        "23513, false, false, false",
        "23514, false, false, false",
        "40001, false, true,  true",
        "40P01, false, true,  true",
        "55P03, false, true,  true",
        "HYT00, false, true,  true",
        "25P03, false, false, true",
        "25P04, false, false, true",
        "25006, false, false, true",
        "25001, false, false, false",
        "90131, false, false, true",
        "90098, false, false, true",
        "08000, false, false, true",
        "08006, false, false, true",
        "53100, false, false, true",
        "53300, false, false, true",
        "57P01, false, false, true",
        "57P02, false, false, true",
        "57P03, false, false, true",
        "58030, false, false, true",
        "57014, false, false, true",
        "26000, false, true,  true",
        "0A000, false, false, false",
        "42601, false, false, false",
        "'',    false, false, false",
        ",      false, false, false"
    })
    void tellsWhatAStateMeansHoweverDeepItLies(String state, boolean unique, boolean conflict, boolean unavailable) {
        var failure = new IllegalStateException(new RuntimeException(new SQLException("x", state)));
        assertThat(SqlState.isUniqueViolation(failure)).isEqualTo(unique);
        assertThat(SqlState.isConflict(failure)).isEqualTo(conflict);
        assertThat(SqlState.isUnavailable(failure)).isEqualTo(unavailable);
    }

    /** The state alone says only that something is not supported. */
    @Test
    void aStatementWhoseResultAMigrationChangedMayBeRunAgain() {
        var message = "ERROR: cached plan must not change result type";
        var failure = new RuntimeException(new SQLException(message, "0A000"));
        assertThat(SqlState.isRolledBack(failure)).isTrue();
        assertThat(SqlState.isConflict(failure)).isTrue();
        assertThat(SqlState.isUnavailable(failure)).isTrue();
        assertThat(SqlState.isConnectionLost(failure)).isFalse();
        assertThat(SqlState.isRolledBack(new SQLException(message, "42601"))).isFalse();
        assertThat(SqlState.isRolledBack(new SQLException(null, "0A000"))).isFalse();
        assertThat(SqlState.isUnavailable(new SQLException(null, "0A000"))).isFalse();
    }

    /** Only these leave out the record of a request that failed: other failures of the database are recorded. */
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "57P01, true",
        "57P03, true",
        "53300, true",
        "90098, true",
        "90121, true",
        "40P01, false",
        "40001, false",
        "55P03, false",
        "HYT00, false",
        "57014, false",
        "25006, false",
        "26000, false",
        "53100, false"
    })
    void tellsALostConnectionFromAFailureThatCanBeRecorded(String state, boolean lost) {
        assertThat(SqlState.isConnectionLost(new RuntimeException(new SQLException("x", state))))
                .isEqualTo(lost);
    }

    @Test
    void aDatabaseIsAwayWhenTheDriverOrThePoolSaysSo() {
        assertThat(SqlState.isUnavailable(new SQLNonTransientConnectionException()))
                .isTrue();
        assertThat(SqlState.isUnavailable(new SQLTimeoutException())).isTrue();
    }

    /** As the pools of Payara and WildFly say that they have no connection, whatever the words. */
    @Test
    void aPoolWithoutAConnectionSaysSoByTheStandardsException() {
        var ofThePool = new IllegalStateException(new SQLException(new ResourceAllocationException("any words")));
        assertThat(SqlState.isConnectionLost(ofThePool)).isTrue();
        assertThat(SqlState.isUnavailable(ofThePool)).isTrue();
        assertThat(SqlState.isConnectionLost(new SQLException("Error in allocating a connection. Cause: ...")))
                .isFalse();
    }

    /** As H2 reports a full disk. */
    @Test
    void aFileThatCanNotBeWrittenMayBeWrittenLater() {
        var full = new SQLException("General error", "HY000", new IOException("No space left on device"));
        assertThat(SqlState.isUnavailable(new IllegalStateException(full))).isTrue();
        assertThat(SqlState.isUnavailable(new SQLException("General error", "HY000", new IllegalStateException())))
                .isFalse();
        assertThat(SqlState.isUnavailable(new IllegalStateException(new IOException())))
                .isFalse();
    }

    /** As Payara reports a session that PostgreSQL ended: while it was idle in the pool, and before its commit. */
    @Test
    void aSessionThatWasEndedIsFoundBehindAFailureWithoutAState() {
        var ofThePool = new SQLException("x", new IllegalStateException(new SQLException("closed", "08003")));
        assertThat(SqlState.isUnavailable(new IllegalStateException(ofThePool))).isTrue();
        var ofTheCommit = new EJBException("Unable to complete container-managed transaction.");
        ofTheCommit.initCause(new SystemException());
        assertThat(SqlState.isUnavailable(ofTheCommit)).isTrue();
        assertThat(SqlState.isUnavailable(new EJBException(new NullPointerException())))
                .isFalse();
    }

    @Test
    void whatIsNoDatabaseFailureIsNone() {
        var failure = new IllegalStateException("23505");
        assertThat(SqlState.isUniqueViolation(failure)).isFalse();
        assertThat(SqlState.isConflict(failure)).isFalse();
        assertThat(SqlState.isUnavailable(failure)).isFalse();
    }
}
