package org.openors.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that costs the machine as little as possible. Opened again when the server has
 * announced its end (RFC 9112, section 9.6).
 */
public final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 30_000;

    /** An answer; the body is text, empty if there is none. The reference is that of {@code X-Request-Id}, null if none. */
    public record Reply(int status, String reference, String body) {

        /** The text of a member of a flat JSON object. */
        public String member(String name) {
            var key = '"' + name + "\":\"";
            int start = body.indexOf(key) + key.length();
            return body.substring(start, body.indexOf('"', start));
        }
    }

    private final int port;
    private final StringBuilder line = new StringBuilder(200);
    private Socket socket;
    private InputStream in;

    public HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
    }

    /** A request without a body. */
    public static byte[] request(String method, String path, String authorization) {
        return head(method, path, authorization, 0).getBytes(StandardCharsets.ISO_8859_1);
    }

    public Reply send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return read();
    }

    public Reply send(String method, String path, String authorization, byte[] json) throws IOException {
        var out = socket.getOutputStream();
        out.write(head(method, path, authorization, json.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(json);
        return read();
    }

    private static String head(String method, String path, String authorization, int length) {
        var head = new StringBuilder(1_000)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ")
                .append(length);
        if (length > 0) {
            head.append("\r\nContent-Type: application/json");
        }
        if (authorization != null) {
            head.append("\r\nAuthorization: ").append(authorization);
        }
        return head.append("\r\n\r\n").toString();
    }

    private Reply read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        String reference = null;
        boolean chunked = false;
        boolean last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.startsWith("x-request-id:")) {
                reference = header.substring(13).trim();
            } else if (lower.equals("connection: close")) {
                last = true;
            }
        }
        var reply = new Reply(status, reference, chunked ? chunks() : text(length));
        if (last) {
            close();
            connect();
        }
        return reply;
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private String text(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        line.setLength(0);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
