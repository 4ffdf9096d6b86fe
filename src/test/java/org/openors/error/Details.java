package org.openors.error;

import java.util.Map;

/** Shows tests of other packages what a refusal tells beside its message. */
public final class Details {

    private Details() {}

    public static Map<String, Object> of(Refusal refusal) {
        return refusal.details();
    }
}
