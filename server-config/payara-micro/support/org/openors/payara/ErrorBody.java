package org.openors.payara;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Gives every error a body and a reference, and a line in the {@linkplain BoundedLog log}. The application's own errors have them; those of the server
 * have no body, or a page that names the server and its version.
 */
final class ErrorBody {

    private static final BoundedLog LOG = new BoundedLog(System.getLogger(ErrorBody.class.getName()));
    private static final String REFERENCE = "X-Request-Id";
    private static final String REPLACED = ErrorBody.class.getName();
    /** Not the same object as the status that an application sets. So it is seen if nobody has answered. */
    private static final HttpStatus NO_ANSWER = HttpStatus.newHttpStatus(200, "OK");

    private ErrorBody() {}

    /** From now on {@link #completed} sees whether somebody has answered. */
    static void expectAnswer(HttpResponsePacket response) {
        if (response.getHttpStatus() == HttpStatus.OK_200) {
            response.setStatus(NO_ANSWER);
        }
    }

    /** The answer to a request whose head was refused. */
    static HttpContent refusal(HttpResponsePacket response, Throwable failure) {
        var refused = failure instanceof RefusedHead head ? head : RefusedHead.invalid("The request's head is invalid");
        return of(response, refused.error(), refused.getMessage());
    }

    /** What is sent: the packet itself, or the error's body in its place. */
    static HttpPacket completed(HttpPacket packet, HttpResponsePacket response, HttpContent content) {
        if (response.isCommitted() || InterimAnswer.is(response)) {
            return isReplaced(response) && content != null ? nothingOf(content) : packet;
        }
        if (response.getHttpStatus() == NO_ANSWER && isEmpty(response, content)) {
            return of(response, ServerError.INTERNAL_ERROR, ServerError.INTERNAL_ERROR.message());
        }
        int status = response.getStatus();
        if (status >= 400 && isTheServers(response)) {
            var error = ServerError.ofStatus(status);
            var body = of(response, error, error.message());
            response.setStatus(HttpStatus.getHttpStatus(status));
            return body;
        }
        if (content == null || !content.getContent().hasRemaining()) {
            describeHead(response);
        }
        return packet;
    }

    /** The answer to HEAD has no length, unless it is known, as GET would have none. */
    private static void describeHead(HttpResponsePacket response) {
        var request = response.getRequest();
        if (Method.HEAD.equals(request.getMethod())
                && request.getProtocol() == Protocol.HTTP_1_1
                && response.getStatus() == 200
                && response.getContentLength() <= 0) {
            response.setContentLengthLong(-1);
            response.setChunked(true);
        }
    }

    private static boolean isEmpty(HttpResponsePacket response, HttpContent content) {
        return response.getContentType() == null
                && response.getContentLength() <= 0
                && !response.containsHeader(Header.Allow)
                && (content == null || content.isLast() && !content.getContent().hasRemaining());
    }

    /** An application's error has a media type that is not HTML. */
    private static boolean isTheServers(HttpResponsePacket response) {
        var type = response.getContentType();
        return type == null || type.startsWith("text/html");
    }

    private static boolean isReplaced(HttpResponsePacket response) {
        return response.getRequest().getAttribute(REPLACED) != null;
    }

    private static HttpContent nothingOf(HttpContent content) {
        return HttpContent.builder(content.getHttpHeader())
                .content(Buffers.EMPTY_BUFFER)
                .last(content.isLast())
                .build();
    }

    private static HttpContent of(HttpResponsePacket response, ServerError error, String message) {
        var reference = response.getHeader(REFERENCE);
        if (reference == null) {
            reference = ServerError.newReference();
            response.setHeader(REFERENCE, reference);
        }
        LOG.write(error.line(reference) + " answered by the server: " + message);
        var json = error.json(message, reference).getBytes(StandardCharsets.UTF_8);
        response.getRequest().setAttribute(REPLACED, true);
        response.setAllowCustomReasonPhrase(false);
        response.setStatus(HttpStatus.getHttpStatus(error.status()));
        response.setHeader(Header.CacheControl, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLanguage(null);
        response.getHeaders().removeHeader(Header.ContentLanguage);
        response.setContentType("application/json;charset=UTF-8");
        response.setChunked(false);
        response.setContentLength(json.length);
        return HttpContent.builder(response)
                .content(Buffers.wrap(null, json))
                .last(true)
                .build();
    }
}
