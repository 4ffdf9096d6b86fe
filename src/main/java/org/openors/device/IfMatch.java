package org.openors.device;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * The header {@code If-Match} (RFC 9110, section 13.1.1): the states of the device in which a change may be made. Without
 * the header it may be made in any. A weak tag matches none.
 */
public final class IfMatch {

    public static final String HEADER = "If-Match";

    public static final IfMatch ANY = new IfMatch(null);
    /** One element of the list, which may be empty. Nothing in it is tried twice: a long list takes no stack. */
    private static final Pattern ELEMENT =
            Pattern.compile("\\G[ \\t]*+(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\")?+[ \\t]*+(?:,|\\z)");

    private final Set<String> tags;

    private IfMatch(Set<String> tags) {
        this.tags = tags;
    }

    /**
     * Reads the header.
     *
     * @param given its lines; none if it is not given
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} if its form is wrong
     */
    static IfMatch of(List<String> given) {
        if (given.isEmpty()) {
            return ANY;
        }
        var list = String.join(",", given);
        if (list.strip().equals("*")) {
            return ANY;
        }
        return new IfMatch(strongTags(list));
    }

    private static Set<String> strongTags(String list) {
        var strong = new HashSet<String>();
        var element = ELEMENT.matcher(list);
        boolean hasTag = false;
        int end = 0;
        while (element.find()) {
            hasTag |= element.group(2) != null;
            if (element.group(2) != null && element.group(1) == null) {
                strong.add(element.group(2));
            }
            end = element.end();
        }
        if (!hasTag || end < list.length()) {
            throw Refusal.invalid(HEADER, "must be the ETag of an earlier answer, a list of such or *");
        }
        return strong;
    }

    /**
     * Requires that nobody changed the device since the caller saw it.
     *
     * @throws Refusal {@link ErrorCode#PRECONDITION_FAILED} with {@code issuedBy} and {@code issuedAt} of the pair of now, if
     *     there is one and it is the subject's
     */
    void require(DeviceFacts facts) {
        if (tags == null || tags.contains(facts.tag().value())) {
            return;
        }
        var refusal = new Refusal(ErrorCode.PRECONDITION_FAILED);
        Optional.of(facts.known())
                .filter(pair -> pair.isOf(facts.dispensedTo()))
                .ifPresent(pair -> refusal.with("issuedBy", pair.issuedBy())
                        .with("issuedAt", pair.issuedAt().toInstant().toString()));
        throw refusal;
    }
}
