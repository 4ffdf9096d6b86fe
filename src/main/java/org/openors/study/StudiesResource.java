package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.http.StrictQuery;
import org.openors.security.Caller;
import org.openors.security.RequiresAnyRight;

/** {@code GET /studies}: the studies and modes in which the caller has a right (contract, section 6). */
@Path("v1.0/studies")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class StudiesResource {

    @Inject
    StudyListing listing;

    @Inject
    Caller caller;

    @GET
    @Tag(name = "Look-ups")
    @Operation(
            operationId = "listStudies",
            summary = "List the studies and modes in which the caller has a right",
            description = """
                    Only studies that have a version in the mode. Any right is enough, in whatever study, mode or site. At most 10,000 sites
                    are listed in all, those of the first studies: with rights for single studies or sites a caller sees theirs.
                    """)
    @APIResponse(responseCode = "200", description = "The studies, each mode by itself, in the order of their ids.")
    @RequiresAnyRight
    @Audited(AuditAction.LIST_STUDIES)
    @StrictQuery
    public List<ListedStudy> list() {
        return listing.read().seenWith(caller.rights());
    }
}
