package org.openors.database;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.Types;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DirectToFieldMapping;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Settings of EclipseLink that other JPA providers do not need, and the wait for the turn in a transaction that is not {@link
 * InTurn}. See {@code persistence.xml}. Of EclipseLink's interfaces this one is the same in 4.0 and 5.0.
 */
public class EclipseLinkSession extends SessionEventAdapter {

    private TransactionTurns turns;

    @Override
    public void preLogin(SessionEvent event) {
        event.getSession().getDescriptors().values().forEach(EclipseLinkSession::useNativeUuids);
        failAtOnceWithoutDatabase(event.getSession().getLogin());
    }

    /** EclipseLink begins its own transaction at the first change or lock within the container's transaction. */
    @Override
    public void preBeginTransaction(SessionEvent event) {
        if (turns == null) {
            turns = CDI.current().select(TransactionTurns.class).get();
        }
        turns.awaitTurnToWrite();
    }

    /**
     * By default EclipseLink reads up to three times more, and asks the database whether it is there: while it hangs, each
     * of them would wait as long as the first. See ADR 28.
     */
    private static void failAtOnceWithoutDatabase(DatabaseLogin login) {
        login.setQueryRetryAttemptCount(0);
        login.setConnectionHealthValidatedOnError(false);
    }

    /**
     * Lets the driver read and write UUIDs. EclipseLink's own converter fails at null, and it binds null as a text, which
     * PostgreSQL refuses for its type {@code uuid}.
     */
    private static void useNativeUuids(ClassDescriptor type) {
        Arrays.stream(type.getJavaClass().getDeclaredFields())
                .filter(field -> field.getType() == UUID.class)
                .map(field -> (DirectToFieldMapping) type.getMappingForAttributeName(field.getName()))
                .forEach(mapping -> {
                    mapping.setConverter(null);
                    mapping.getField().setSqlType(Types.OTHER);
                });
    }
}
