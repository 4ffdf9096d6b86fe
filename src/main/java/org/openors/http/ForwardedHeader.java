package org.openors.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the header {@code Forwarded} (RFC 7239, section 4). */
final class ForwardedHeader {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    /** One pair, and what ends it: a semicolon, a comma or the end. */
    private static final Pattern PAIR = Pattern.compile(
            "[ \\t]*+(?:(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")[ \\t]*+)?(;|,|$)", Pattern.DOTALL);

    private ForwardedHeader() {}

    /**
     * What each proxy names in {@code for}, the first proxy's first; an empty text where one names nothing. From a syntax error on
     * nothing can be told apart: then the last is an empty text, too.
     */
    static List<String> hops(String header) {
        var hops = new ArrayList<String>();
        var hop = "";
        var pair = PAIR.matcher(header);
        int position = 0;
        while (position <= header.length()) {
            if (!pair.region(position, header.length()).lookingAt()) {
                hops.add("");
                return hops;
            }
            if (pair.group(1) != null && pair.group(1).toLowerCase(Locale.ROOT).equals("for")) {
                hop = unquoted(pair.group(2));
            }
            if (!pair.group(3).equals(";")) {
                hops.add(hop);
                hop = "";
            }
            position = pair.group(3).isEmpty() ? header.length() + 1 : pair.end();
        }
        return hops;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1).replaceAll("(?s)\\\\(.)", "$1") : value;
    }
}
