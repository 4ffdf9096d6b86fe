package org.openors.connector.remote;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Throws an {@link UnexpectedStatus} for each answer that is not 2xx. Its body is not read. */
public class UnexpectedStatusMapper implements ResponseExceptionMapper<UnexpectedStatus> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status < 200 || status > 299;
    }

    @Override
    public UnexpectedStatus toThrowable(Response answer) {
        var failure = new UnexpectedStatus(answer.getStatus(), answer.getHeaderString(HttpHeaders.RETRY_AFTER));
        answer.close();
        return failure;
    }
}
