package org.openors.connector.remote;

import java.util.regex.Pattern;

/** A segment of a URL's path. The client escapes what it has, except for what would change the path. */
final class PathSegment {

    /** Two of these are not escaped by each client; the others are read again by some server or proxy, escaped or not. */
    private static final Pattern UNSAFE = Pattern.compile("\\.{1,2}|.*[/\\\\;%].*");

    private PathSegment() {}

    /** Whether it stays one segment on its way, and the same. */
    static boolean isSafe(String segment) {
        return !UNSAFE.matcher(segment).matches();
    }
}
