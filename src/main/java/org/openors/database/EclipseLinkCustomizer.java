package org.openors.database;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.SqlResultSetMapping;
import java.sql.Types;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.eclipse.persistence.sessions.Project;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/** What EclipseLink is told before the first request, and other JPA providers need not be. See {@code persistence.xml}. */
public class EclipseLinkCustomizer implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getDescriptors().values().forEach(entity -> {
            tellUuidColumns(entity);
            initializeResultSetMappings(entity, session.getProject());
        });
        session.getEventManager().addListener(new AwaitingTheTurn());
    }

    /** EclipseLink would bind their nulls as texts, which PostgreSQL refuses for its native {@code uuid}. */
    private static void tellUuidColumns(ClassDescriptor entity) {
        Arrays.stream(entity.getJavaClass().getDeclaredFields())
                .filter(field -> field.getType() == UUID.class)
                .map(field -> entity.getMappingForAttributeName(field.getName()))
                .forEach(mapping -> mapping.getField().setSqlType(Types.OTHER));
    }

    /**
     * EclipseLink initializes a {@code ConstructorResult} at its first row without a lock: of the first requests after a
     * start, made at the same moment, some would fail with "argument type mismatch". A row without values does it here.
     */
    private static void initializeResultSetMappings(ClassDescriptor entity, Project project) {
        Arrays.stream(entity.getJavaClass().getAnnotationsByType(SqlResultSetMapping.class))
                .flatMap(mapping -> project.getSQLResultSetMapping(mapping.name()).getResults().stream())
                .forEach(result -> result.getValueFromRecord(new DatabaseRecord(), null));
    }

    /** EclipseLink begins a transaction of its own at the first change, or lock, within that of the container. */
    private static final class AwaitingTheTurn extends SessionEventAdapter {

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
