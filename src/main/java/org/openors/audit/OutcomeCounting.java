package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.openors.error.ErrorCode;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.http.Answered;

/** Counts each answer by the action that its audit record has and by its code, also where there is no record of its own. */
@Provider
@ApplicationScoped
public class OutcomeCounting implements ContainerResponseFilter {

    private static final String SUCCESS = "OK";

    @Inject
    Figures figures;

    @Inject
    AuditedRequest audited;

    /** One failure is enough for an alert. Prometheus sees it only if it has read a zero before. */
    void beginAtZero(@Observes @Initialized(ApplicationScoped.class) Object start) {
        for (var action : AuditAction.values()) {
            figures.count(Figure.OPERATIONS, 0, action.name(), ErrorCode.INTERNAL_ERROR.code());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            count(SUCCESS);
        }
    }

    void countError(@Observes Answered error) {
        count(error.code().code());
    }

    private void count(String code) {
        figures.count(Figure.OPERATIONS, audited.action().name(), code);
    }
}
