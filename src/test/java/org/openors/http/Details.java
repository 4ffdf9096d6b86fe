package org.openors.http;

import java.util.Map;
import org.openors.error.Refusal;

/** Shows tests of other packages what a refusal tells beside its message. */
public final class Details {

    private Details() {}

    public static Map<String, Object> of(Refusal refusal) {
        return refusal.details();
    }
}
