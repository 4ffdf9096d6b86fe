package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.database.LostRace;
import org.openors.error.ORSResponse;
import org.openors.http.AtOnce;
import org.openors.http.BodyLimit;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code PUT /studies/{studyId}/{mode}/study-data}: imports study data (contract, section 8). */
@Path("v1.0/studies/{studyId}/{mode}/study-data")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StudyDataResource {

    @Inject
    StudyDataImport studyData;

    @PUT
    @Tag(name = "Study data")
    @Operation(
            operationId = "putStudyData",
            summary = "Insert or update the data of a study in one mode",
            description = """
                    One document, taken in one transaction: what it names is inserted or updated, what it does not name stays. Sending it
                    again changes nothing. If anything in it is wrong, nothing is changed. The audit trail records the document's SHA-256,
                    the settings before and after, and each object that changed.

                    At most two documents at once are taken by a node; another one gets 503 with `Retry-After` before its body is read.

                    The first document of a study makes the study. While it has no `version` in a mode, device operations there answer 404;
                    this operation does so only if the study id is not a UUID.
                    """)
    @RequestBody(
            required = true,
            description = "At most 64 MiB, unless the operator set another limit.",
            content = @Content(schema = @Schema(implementation = StudyData.class)))
    @APIResponse(
            responseCode = "200",
            description = "All of it is stored; `result` counts what the document named.",
            content = @Content(schema = @Schema(implementation = StudyDataResponse.class)))
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.IMPORT_STUDY_DATA)
    @AtOnce(2)
    @BodyLimit(setting = "ORS_STUDY_DATA_MAX_BYTES", defaultBytes = 64 * 1024 * 1024)
    public ORSResponse put(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, InputStream body) {
        var document = new StudyDataDocument(body);
        var study = new StudyMode(studyId, mode);
        return ORSResponse.success(LostRace.retried(() -> studyData.put(study, document)));
    }
}
