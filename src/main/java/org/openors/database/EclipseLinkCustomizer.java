package org.openors.database;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.Types;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DirectToFieldMapping;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/** Settings of EclipseLink that other JPA providers do not need. See {@code persistence.xml}. */
public class EclipseLinkCustomizer implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getDescriptors().values().forEach(EclipseLinkCustomizer::useNativeUuids);
        session.getEventManager().addListener(new TurnBeforeTheFirstWrite());
        failAtOnceWithoutDatabase(session.getLogin());
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

    /**
     * Waits for the turn in a transaction that is not {@link InTurn}: EclipseLink begins its own transaction at the
     * first change or lock within the container's transaction.
     */
    private static final class TurnBeforeTheFirstWrite extends SessionEventAdapter {

        private OneWriter oneWriter;

        @Override
        public void preBeginTransaction(SessionEvent event) {
            if (oneWriter == null) {
                oneWriter = CDI.current().select(OneWriter.class).get();
            }
            oneWriter.awaitTurn();
        }
    }
}
