package org.openors.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One HTTP/1.1 connection on which the test decides about each byte, for requests that an HTTP client would not send: in parts,
 * with a body that never comes, with bytes that are not allowed. It costs the machine as little as possible, so that the
 * benchmark measures the service.
 *
 * <p>It is kept alive. If the server has announced its end (RFC 9112, section 9.6), the next {@code send} opens it again.
 */
public final class RawHttp implements Closeable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** An answer: the lines of its headers, and its body as text, which is empty if there is none. */
    public record Reply(int status, String headers, String body) {

        /** The value of the first header of this name, null if there is none. */
        public String header(String name) {
            return headers.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }

        /** The text of a member of a flat JSON object. */
        public String member(String name) {
            var key = '"' + name + "\":\"";
            int start = body.indexOf(key) + key.length();
            return body.substring(start, body.indexOf('"', start));
        }
    }

    private final String from;
    private final int port;
    private final int timeoutMillis;
    private final StringBuilder line = new StringBuilder(200);
    private Socket socket;
    private InputStream in;
    private boolean hasEnded;

    public RawHttp(int port) throws IOException {
        this(port, TIMEOUT);
    }

    /** @param timeout the longest wait for the next byte of an answer */
    public RawHttp(int port, Duration timeout) throws IOException {
        this("127.0.0.1", port, timeout);
    }

    /** @param from the address that the service sees, one of the loopback network */
    public RawHttp(String from, int port) throws IOException {
        this(from, port, TIMEOUT);
    }

    private RawHttp(String from, int port, Duration timeout) throws IOException {
        this.from = from;
        this.port = port;
        this.timeoutMillis = (int) timeout.toMillis();
        open();
    }

    private void open() throws IOException {
        socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMillis);
        in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
        hasEnded = false;
    }

    /** The head of a request, with {@code Host} and these header lines. */
    public static byte[] head(String method, String path, String... headers) {
        var head = new StringBuilder(1_000)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A request without a body.
     *
     * @param authorization null for none
     */
    public static byte[] request(String method, String path, String authorization) {
        return authorization == null
                ? head(method, path, "Content-Length: 0")
                : head(method, path, "Content-Length: 0", "Authorization: " + authorization);
    }

    /** A request with a body of JSON. */
    public static byte[] request(String method, String path, String authorization, byte[] json) {
        var head = head(
                method,
                path,
                "Content-Length: " + json.length,
                "Content-Type: application/json",
                "Authorization: " + authorization);
        var request = new byte[head.length + json.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(json, 0, request, head.length, json.length);
        return request;
    }

    /** Sends these bytes, be they a request or a part of one. */
    public void send(byte[] bytes) throws IOException {
        if (hasEnded) {
            close();
            open();
        }
        socket.getOutputStream().write(bytes);
    }

    /** Sends a whole request and reads its answer. */
    public Reply exchange(byte[] request) throws IOException {
        send(request);
        return receive();
    }

    /** Reads one answer; an interim one, such as 100, counts as one. */
    public Reply receive() throws IOException {
        return receive(true);
    }

    /** Reads the answer to HEAD, which has no body, whatever length it tells. */
    public Reply receiveHead() throws IOException {
        return receive(false);
    }

    private Reply receive(boolean mayHaveBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new StringBuilder(500);
        int length = -1;
        boolean chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            headers.append(header).append('\n');
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.equals("connection: close")) {
                hasEnded = true;
            }
        }
        boolean hasNoBody = !mayHaveBody || status < 200 || status == 204 || status == 304;
        return new Reply(status, headers.toString(), hasNoBody ? "" : chunked ? chunks() : body(length));
    }

    /** Where no length is told, the body ends with the connection; one that is kept alive has no body then. */
    private String body(int length) throws IOException {
        if (length < 0 && !hasEnded) {
            return "";
        }
        return new String(length < 0 ? in.readAllBytes() : bytes(length), StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(bytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
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

    /** Says that nothing more will be sent; an answer can still be received. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection off by a TCP reset, as a network that fails does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
