package org.openors.schema;

import java.sql.Types;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Tells EclipseLink the type of UUID columns: it would bind their nulls as texts, which PostgreSQL refuses for its native
 * {@code uuid}. See {@code persistence.xml}; other JPA providers do without.
 */
public class UuidColumns implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getDescriptors().values().forEach(UuidColumns::customize);
    }

    private static void customize(ClassDescriptor entity) {
        Arrays.stream(entity.getJavaClass().getDeclaredFields())
                .filter(field -> field.getType() == UUID.class)
                .map(field -> entity.getMappingForAttributeName(field.getName()))
                .forEach(mapping -> mapping.getField().setSqlType(Types.OTHER));
    }
}
