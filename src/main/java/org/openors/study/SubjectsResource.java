package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.http.StrictQuery;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.PageLimit;
import org.openors.input.QueryParameter;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/subjects}: finds subjects by number, id, id in mHealth or inventory item (contract, section 6). */
@Path("v1.0/studies/{studyId}/{mode}/subjects")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubjectsResource {

    @Inject
    SubjectSearch search;

    @GET
    @Tag(name = "Look-ups")
    @Operation(
            operationId = "findSubjects",
            summary = "Find subjects by number, id, id in mHealth or inventory item",
            description = """
                    In the order of the subject numbers; those without a number come last. A query parameter that is not named here is
                    refused.
                    """)
    @APIResponse(responseCode = "200", description = "A page of subjects, maybe an empty one.")
    @RequiresRight(value = Right.DEVICE_ACTIONS_GET, ofSites = true)
    @Audited(AuditAction.FIND_SUBJECTS)
    @StrictQuery
    public SubjectPage find(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("search")
                    @Parameter(
                            description =
                                    "The beginning of the subject number, as it is spelt, or a whole subject id, `mSubjectId` or inventory id.",
                            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100))
                    String text,
            @QueryParam("siteId") @Parameter(ref = "siteId") String siteId,
            @QueryParam("limit") @Parameter(ref = "limit") String limit,
            @QueryParam("after") @Parameter(ref = "after") String after) {
        return search.find(
                new StudyMode(studyId, mode),
                QueryParameter.text("search", text, 100),
                QueryParameter.text("siteId", siteId, 100),
                PageLimit.of(limit),
                QueryParameter.parse("after", after, SubjectPosition::parse, "must be the next of an earlier page"));
    }
}
