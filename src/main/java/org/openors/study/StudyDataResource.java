package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.audit.AuditedRequest;
import org.openors.database.LostRace;
import org.openors.error.ORSResponse;
import org.openors.http.AtOnce;
import org.openors.http.BodyLimit;
import org.openors.http.StrictQuery;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.input.QueryParameter;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code PUT} and {@code GET /studies/{studyId}/{mode}/study-data}: imports and exports study data (contract, section 8). */
@Path("v1.0/studies/{studyId}/{mode}/study-data")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StudyDataResource {

    @Inject
    StudyDataImport studyData;

    @Inject
    StudyDataReading reading;

    @Inject
    StoredRows rows;

    @Inject
    AuditedRequest audited;

    @PUT
    @Tag(name = "Study data")
    @Operation(
            operationId = "putStudyData",
            summary = "Insert or update the data of a study in one mode",
            description = """
                    One document, taken in one transaction: what it names is inserted or updated, what it does not name stays. Sending it
                    again changes nothing. If anything in it is wrong, nothing is changed. The audit trail records the document's SHA-256,
                    the settings before and after, and each object that changed. A query parameter that is not named here is refused.

                    An item that is taken back loses its registration here. An import calls no remote connector: `warnings` in the result names
                    the devices that stay there. A dry run tells them before; then they can be deregistered first.

                    With `dryRun=true` nothing is changed: `result` counts what would change, and `changes` has the first hundred changes as
                    audit records would have them. What is refused is what an import would refuse.

                    At most two documents at once are taken by a node; another one gets 503 with `Retry-After` before its body is read.

                    The first document of a study makes the study. While it has no `version` in a mode, device operations there answer 404;
                    this operation does so only if the study id is not a UUID.
                    """)
    @RequestBody(
            required = true,
            description =
                    "At most 64 MiB, unless the operator set another limit, and at most 100,000 kit types. A study has at most 5,000 sites in a mode, and a subject at most 1,000 items.",
            content = @Content(schema = @Schema(implementation = StudyData.class)))
    @APIResponse(
            responseCode = "200",
            description =
                    "All of it is stored; `result` counts what the document named. Of a dry run it counts what would change.",
            content = @Content(schema = @Schema(implementation = StudyDataResponse.class)))
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.IMPORT_STUDY_DATA)
    @AtOnce(2)
    @StrictQuery
    @BodyLimit(setting = "ORS_STUDY_DATA_MAX_BYTES", defaultBytes = 64 * 1024 * 1024)
    public ORSResponse put(
            @PathParam("studyId") UUID studyId,
            @PathParam("mode") Mode mode,
            @QueryParam("dryRun")
                    @Parameter(
                            description = "Whether to change nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String dryRun,
            InputStream body) {
        boolean isTrial = Boolean.TRUE.equals(
                QueryParameter.parse("dryRun", dryRun, StudyDataResource::flag, "must be true or false"));
        if (isTrial) {
            audited.nameAction(AuditAction.PREVIEW_STUDY_DATA);
        }
        var document = new StudyDataDocument(body);
        var study = new StudyMode(studyId, mode);
        return ORSResponse.success(LostRace.<Object>retried(
                () -> isTrial ? studyData.preview(study, document) : studyData.put(study, document)));
    }

    private static Optional<Boolean> flag(String text) {
        return Optional.of(text).filter(Set.of("true", "false")::contains).map(Boolean::valueOf);
    }

    @GET
    @Tag(name = "Study data")
    @Operation(operationId = "getStudyData", summary = "Read the data of a study in one mode", description = """
                    All that is stored, as one document that can be imported again; only the password of a remote connector is left out. It
                    is sent while it is read: what is imported meanwhile may be in it in part. If it can't be read to its end, it breaks off and
                    is no JSON. A study without a version is read too; 404 means that nothing is stored. A registration has no pair in a
                    document.

                    At most two documents at once are sent by a node; another request gets 503 with `Retry-After`.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            headers = @Header(name = "Cache-Control", ref = "Cache-Control"),
            content = @Content(schema = @Schema(implementation = StudyData.class)))
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.EXPORT_STUDY_DATA)
    @AtOnce(2)
    @StrictQuery
    public Response get(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode) {
        var study = new StudyMode(studyId, mode);
        var header = reading.begin(study);
        return Response.ok(
                        new StudyDataExport(header, (section, last) -> rows.after(study, section, last)),
                        MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
