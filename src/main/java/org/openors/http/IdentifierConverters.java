package org.openors.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.openors.identity.Identifier;

/**
 * Converts path parameters to UUIDs. A text that is not a UUID becomes the Max UUID, which no object has (contract,
 * section 1).
 */
@Provider
public class IdentifierConverters implements ParamConverterProvider {

    private static final ParamConverter<UUID> IDENTIFIER = new ParamConverter<>() {
        @Override
        public UUID fromString(String text) {
            return Identifier.parse(text).orElse(Identifier.UNKNOWN);
        }

        @Override
        public String toString(UUID id) {
            return Identifier.format(id);
        }
    };

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        return type == UUID.class ? (ParamConverter<T>) IDENTIFIER : null;
    }
}
