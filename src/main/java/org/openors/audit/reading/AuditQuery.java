package org.openors.audit.reading;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.openors.audit.AuditAction;
import org.openors.audit.reading.AuditPageDocument.Outcome;

/** The query parameters that select records, as they were sent. What is not given is null. */
public class AuditQuery {

    @QueryParam("subjectId")
    @Parameter(description = "Only this subject.", schema = @Schema(ref = "IdentifierAsSent"))
    public String subjectId;

    @QueryParam("inventoryId")
    @Parameter(description = "Only this item.", schema = @Schema(ref = "IdentifierAsSent"))
    public String inventoryId;

    @QueryParam("actor")
    @Parameter(
            description = "Only by this `sub` or access ID.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    public String actor;

    @QueryParam("action")
    @Parameter(description = "Only this action.", schema = @Schema(implementation = AuditAction.class))
    public String action;

    @QueryParam("outcome")
    @Parameter(description = "Only this outcome.", schema = @Schema(implementation = Outcome.class))
    public String outcome;

    @QueryParam("from")
    @Parameter(
            description = "Only from this time on.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String from;

    @QueryParam("to")
    @Parameter(description = "Only before this time.", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String to;
}
