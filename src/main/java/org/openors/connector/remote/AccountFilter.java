package org.openors.connector.remote;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Sends the account with each request, as HTTP Basic in UTF-8 (RFC 7617), and notes what is sent and answered. The parameters of
 * the path are those that {@link PathSegment#escaped} gives.
 */
class AccountFilter implements ClientRequestFilter, ClientResponseFilter {

    private final String credentials;

    AccountFilter(String userName, String password) {
        var both = (userName + ":" + password).getBytes(StandardCharsets.UTF_8);
        credentials = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public void filter(ClientRequestContext request) throws IOException {
        CallUnderWay.requireTime();
        CallUnderWay.current().noteSent(request.getMethod());
        request.setUri(PathSegment.escapedOnce(request.getUri()));
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, credentials);
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        boolean saysWhenToRetry = answer.getHeaderString(HttpHeaders.RETRY_AFTER) != null;
        CallUnderWay.current().noteStatus(answer.getStatus(), saysWhenToRetry);
    }
}
