package org.openors.connector;

import static org.openors.Fake.fake;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.openors.database.Jdbc;

/** Does everything on the connection of a test, native queries of JPA too. */
final class OneConnection extends Jdbc {

    private final Connection connection;
    /** Of a change with these parameters that a trigger swallows. */
    private Predicate<List<Object>> swallowed = values -> false;

    OneConnection(Connection connection) {
        this.connection = connection;
    }

    void swallow(Predicate<List<Object>> changes) {
        swallowed = changes;
    }

    @Override
    public <T> T run(Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    EntityManager entities() {
        return fake(EntityManager.class, (any, called, arguments) -> query(arguments[0].toString()));
    }

    private Query query(String sql) {
        var values = new ArrayList<>();
        return fake(Query.class, (query, called, arguments) -> switch (called.getName()) {
            case "setParameter" -> values.add(arguments[1]) ? query : null;
            case "executeUpdate" ->
                swallowed.test(values)
                        ? 0
                        : Jdbc.update(connection, sql.replaceAll("[?][0-9]+", "?"), values.toArray());
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }
}
