package org.openors.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request that the service has to refuse, or that only reads; made by {@link BadRequests}. */
final class BadRequest {

    final List<String> faults = new ArrayList<>();
    final OpenApi.Route route;
    String method;
    /** Below the base path, percent-encoded. */
    String path;

    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    byte[] body = new byte[0];
    /** Null unless single bytes were changed. */
    byte[] raw;

    BadRequest(OpenApi.Route route) {
        this.route = route;
        this.method = route.method();
    }

    byte[] bytes() {
        if (raw != null) {
            return raw;
        }
        var target = Api.BASE + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var lines = new ArrayList<>(headers);
        lines.add("Content-Length: " + body.length);
        var head = RawHttp.head(method, target, lines.toArray(String[]::new));
        var bytes = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return bytes;
    }

    /** In a form that can be sent again; the token is cut, as it is long and the test's own. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (char c : new String(bytes(), StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c >= ' ' && c < 127 && c != '\\' ? Character.toString(c) : "\\x%02x".formatted((int) c));
        }
        return faults + " " + text.toString().replaceAll("(Bearer [^.]{1,20})[^\\\\]*", "$1…");
    }
}
