package org.openors.payara;

import java.io.IOException;
import java.time.Duration;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.config.dom.Http;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.utils.DelayedExecutor;

/**
 * Reads requests and writes answers, as Grizzly does, and sees to three things that Payara does not: a head that {@link
 * RequestHead} refuses reaches nobody; every error has a body and a reference; a 2xx comes from an application only.
 */
@SuppressWarnings("deprecation") // Grizzly's only constructor for a listener of Payara
final class StrictHttpFilter extends HttpServerFilter {

    private static final String SCANNED = StrictHttpFilter.class.getName() + ".scanned";
    private static final String BEGAN = StrictHttpFilter.class.getName() + ".began";
    private static final String NEW = StrictHttpFilter.class.getName() + ".new";
    private static final String REFUSED = StrictHttpFilter.class.getName() + ".refused";
    private static final String X_FRAME_OPTIONS = "X-Frame-Options";

    /** The same as for a small body. */
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(20);
    /** A head of 40 KiB and what is made of its fields. It stays until the body has come, or until the connection ends. */
    private static final int PARSED_HEAD = 96 << 10;
    /** Old clients send one after a body, and the next request when they have one (RFC 9112, section 2.2). */
    private static final int EMPTY_LINE = 2;

    private final HeldMemory unfinishedHeads = new HeldMemory(connection -> true);
    private final HeldMemory answeredTooSoon = new HeldMemory(connection -> true);
    private final UnreadAnswers unreadAnswers = new UnreadAnswers();
    private final boolean hasFrameOptions;

    StrictHttpFilter(Http http, KeepAlive keepAlive, DelayedExecutor executor) {
        super(
                Boolean.parseBoolean(http.getChunkingEnabled()),
                Integer.parseInt(http.getHeaderBufferLengthBytes()),
                http.getDefaultResponseType(),
                keepAlive,
                executor,
                Integer.parseInt(http.getMaxRequestHeaders()),
                Integer.parseInt(http.getMaxResponseHeaders()));
        setRemoveHandledContentEncodingHeaders(true);
        setMaxPayloadRemainderToSkip(Integer.parseInt(http.getMaxSwallowingInputBytes()));
        setAllowPayloadForUndefinedHttpMethods(Boolean.parseBoolean(http.getAllowPayloadForUndefinedHttpMethods()));
        hasFrameOptions = Boolean.parseBoolean(http.getXframeOptions());
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (RefusedConnection.takes(context)) {
            return context.getStopAction();
        }
        var action = super.handleRead(context);
        return isBeingRefused(context) ? context.getStopAction() : action;
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) throws IOException {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
            unreadAnswers.written(context.getConnection());
            var http = HttpContext.get(context);
            if (http != null && http.getRequest().isExpectContent()) {
                answeredTooSoon.hold(context.getConnection(), PARSED_HEAD);
            }
        }
        return super.handleEvent(context, event);
    }

    private static boolean isBeingRefused(FilterChainContext context) {
        return context.getAttributes().getAttribute(REFUSED) != null;
    }

    /** Called again when more of the head has come, until it returns true or throws. */
    @Override
    protected boolean decodeHttpPacket(FilterChainContext context, HttpPacketParsing packet, Buffer input) {
        if (unreadAnswers.end(context.getConnection())) {
            return false;
        }
        answeredTooSoon.release(context.getConnection());
        var request = (HttpRequestPacket) packet;
        requireInTime(request, input);
        int end = HeadEnd.find(input, (Integer) request.getAttribute(SCANNED), maxHeadersSize);
        if (end < 0) {
            request.setAttribute(SCANNED, input.remaining());
            unfinishedHeads.hold(context.getConnection(), input.remaining());
            return false;
        }
        if (request.getAttribute(SCANNED) != null) {
            unfinishedHeads.release(context.getConnection());
        }
        var head = HeadEnd.text(input, end);
        RequestHead.check(head);
        var parsing = packet.getHeaderParsingState();
        parsing.offset += end - head.length();
        parsing.start = parsing.offset;
        return super.decodeHttpPacket(context, packet, input);
    }

    /** Looks when bytes come: a connection on which none come is closed by the server. */
    private static void requireInTime(HttpRequestPacket request, Buffer input) {
        var began = (Long) request.getAttribute(BEGAN);
        if (began == null && input.remaining() > EMPTY_LINE) {
            request.setAttribute(BEGAN, System.nanoTime());
        } else if (began != null && System.nanoTime() - began > LONGEST_HEAD.toNanos()) {
            throw RefusedHead.invalid("The request's head must come within " + LONGEST_HEAD.toSeconds() + " seconds");
        }
    }

    @Override
    protected boolean onHttpHeaderParsed(HttpHeader header, Buffer buffer, FilterChainContext context) {
        boolean isWrong = super.onHttpHeaderParsed(header, buffer, context);
        removeCookies(header);
        ErrorBody.expectAnswer(((HttpRequestPacket) header).getResponse());
        context.getAttributes().setAttribute(NEW, true);
        return isWrong;
    }

    /** Nobody here reads them. Payara would make about 1 KB of each, of which a request may have 20,000, and keep it for the next request. */
    private static void removeCookies(HttpHeader request) {
        request.getHeaders().removeHeader(Header.Cookie);
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext context, Throwable failure) {
        unfinishedHeads.release(context.getConnection());
        var request = (HttpRequestPacket) header;
        request.setProtocol(Protocol.HTTP_1_1);
        request.setMethod("GET");
        refuse(request, context, failure);
    }

    private void refuse(HttpRequestPacket request, FilterChainContext context, Throwable failure) {
        answeredTooSoon.hold(context.getConnection(), PARSED_HEAD);
        request.getProcessingState().setKeepAlive(false);
        var content = ErrorBody.refusal(request.getResponse(), failure);
        RefusedConnection.close(context, encodeHttpPacket(context, content));
    }

    /** An application that reads the body already gets an IOException. Otherwise no application gets the request. */
    @Override
    protected void onHttpContentError(HttpHeader header, FilterChainContext context, Throwable failure) {
        var request = (HttpRequestPacket) header;
        header.setContentBroken(true);
        if (!request.getResponse().isCommitted()) {
            context.getAttributes()
                    .setAttribute(REFUSED, context.getAttributes().getAttribute(NEW));
            refuse(request, context, RefusedHead.invalid("The body is not in chunks, as its head says"));
        }
    }

    @Override
    protected Buffer encodeHttpPacket(FilterChainContext context, HttpPacket packet) {
        var content = packet.isHeader() ? null : (HttpContent) packet;
        if (content != null && content.isLast()) {
            UnreadAnswers.lastPart(context.getConnection());
        }
        var response = (HttpResponsePacket) (content == null ? packet : content.getHttpHeader());
        return super.encodeHttpPacket(context, ErrorBody.completed(packet, response, content));
    }

    @Override
    protected void onInitialLineEncoded(HttpHeader header, FilterChainContext context) {
        if (hasFrameOptions && !header.containsHeader(X_FRAME_OPTIONS)) {
            header.addHeader(X_FRAME_OPTIONS, "SAMEORIGIN");
        }
    }
}
