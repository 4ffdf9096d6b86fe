package org.openors.credential;

/**
 * What stands in the place of a revoked pair's access ID: a hyphen and five characters. Access IDs have no hyphen in their
 * canonical form, so no look-up finds such a pair, on nodes of an earlier release too. It is unique, as access IDs are.
 */
public final class RevokedAccessId {

    private static final String MARK = "-";

    private RevokedAccessId() {}

    /** Whether the pair with this access ID is revoked. */
    public static boolean is(String accessId) {
        return accessId.startsWith(MARK);
    }

    static String of(String drawnAccessId) {
        return MARK + drawnAccessId.substring(1);
    }
}
