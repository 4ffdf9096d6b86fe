package org.openors.credential;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.persistence.sessions.SessionEvent;
import org.h2.jdbcx.JdbcDataSource;
import org.openors.database.EclipseLinkSession;
import org.openors.database.Migrations;
import org.openors.identity.DeviceKey;

/** The tables in memory, and the persistence unit on them, without a server. Foreign keys of the pairs are not kept. */
final class PairDatabase implements AutoCloseable {

    private final JdbcDataSource source = new JdbcDataSource();
    final EntityManager entities;

    PairDatabase() throws SQLException {
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(source);
        update("SET REFERENTIAL_INTEGRITY FALSE");
        entities = Persistence.createEntityManagerFactory(
                        "ors",
                        Map.of(
                                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                                "jakarta.persistence.nonJtaDataSource", source,
                                "jakarta.persistence.jtaDataSource", "",
                                "eclipselink.weaving", "false",
                                "eclipselink.logging.level", "OFF",
                                "eclipselink.session-event-listener", WithoutTurns.class.getName()))
                .createEntityManager();
    }

    void inTransaction(Runnable work) {
        entities.clear();
        entities.getTransaction().begin();
        try {
            work.run();
            entities.getTransaction().commit();
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.clear();
        }
    }

    /** The pair of the device as it is in the database; null if there is none. */
    BootstrapCredential pairOf(DeviceKey device) {
        entities.clear();
        return entities.find(BootstrapCredential.class, device);
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    void update(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        entities.getEntityManagerFactory().close();
    }

    /** As the service has it, but nobody waits for a turn. */
    public static final class WithoutTurns extends EclipseLinkSession {

        @Override
        public void preBeginTransaction(SessionEvent event) {}
    }
}
