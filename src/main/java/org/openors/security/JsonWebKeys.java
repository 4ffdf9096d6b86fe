package org.openors.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a JSON Web Key, or a Key Set (RFC 7517), of which it skips the keys that it does not understand (section 5). */
final class JsonWebKeys {

    private JsonWebKeys() {}

    /** @throws BadKeys if the text is another JSON, or broken */
    static List<JWK> in(String json) {
        try {
            var object = JSONObjectUtils.parse(json);
            if (object.containsKey("keys")) {
                return Arrays.stream(JSONObjectUtils.getJSONObjectArray(object, "keys"))
                        .map(JsonWebKeys::understood)
                        .filter(Objects::nonNull)
                        .toList();
            }
            if (object.containsKey("jwks_uri")) {
                throw new BadKeys("names a provider's configuration: its jwks_uri is what belongs there");
            }
            return List.of(JWK.parse(object));
        } catch (ParseException | IllegalArgumentException | IllegalStateException broken) {
            throw new BadKeys("holds JSON that is no JSON Web Key Set");
        }
    }

    private static JWK understood(Map<String, Object> key) {
        try {
            return JWK.parse(key);
        } catch (ParseException | RuntimeException notUnderstood) {
            return null;
        }
    }
}
