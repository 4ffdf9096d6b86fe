package org.openors.payara;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The URL in a request line (RFC 9112, section 3.2). Payara answers 200 or an empty 400 for a path that it can't decode, before
 * any application. So such a path is refused here.
 */
final class RequestTarget {

    private static final String API = "/ec-ors-svc/rest/";
    /** Of a path outside of the API. The server keeps each path that it does not find in memory, before any filter sees it. */
    private static final int LONGEST_PAGE = 300;

    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("(?i)https?://([^/?]*)");

    private RequestTarget() {}

    /** @throws RefusedHead if the server can't find out for what the request asks */
    static void check(String method, String target) {
        if (method.equals("CONNECT")) {
            throw new RefusedHead(ServerError.NOT_IMPLEMENTED, "The server is no proxy");
        }
        if (target.equals("*") && method.equals("OPTIONS")) {
            return;
        }
        checkPath(decoded(path(target)));
    }

    private static String path(String target) {
        var absolute = SCHEME_AND_AUTHORITY.matcher(target);
        var from = target;
        if (absolute.lookingAt()) {
            RequestFields.requireHost(absolute.group(1));
            from = target.substring(absolute.end());
            from = from.startsWith("/") ? from : "/" + from;
        }
        int query = from.indexOf('?');
        return query < 0 ? from : from.substring(0, query);
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            throw RefusedHead.invalid("The URL must have a path without backslashes and NUL");
        }
        int depth = 0;
        for (var segment : path.split("/")) {
            depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                throw RefusedHead.invalid("The URL's path leads above the root");
            }
        }
        if (path.endsWith("/.") || path.endsWith("/..")) {
            throw RefusedHead.invalid("The URL's path must not end with a dot segment");
        }
        boolean isOfTheApi = path.startsWith(API) && !path.contains("/../");
        if (!isOfTheApi && path.length() > LONGEST_PAGE) {
            throw new RefusedHead(ServerError.RESOURCE_NOT_FOUND, "No such path");
        }
    }

    /** @param path ISO 8859-1, percent-encoded UTF-8 */
    private static String decoded(String path) {
        var bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.write(octet(path, i + 1));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw RefusedHead.invalid("The URL's path is not percent-encoded UTF-8");
        }
    }

    private static int octet(String path, int at) {
        if (at + 2 > path.length()
                || !HexFormat.isHexDigit(path.charAt(at))
                || !HexFormat.isHexDigit(path.charAt(at + 1))) {
            throw RefusedHead.invalid("The URL's path has an invalid percent-encoding");
        }
        return HexFormat.fromHexDigits(path, at, at + 2);
    }
}
