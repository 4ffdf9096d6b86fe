package org.openors.audit.archive;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.openors.error.Refusal;

/** Which records an archive is asked for, as it was sent. */
public class ArchiveRange {

    private static final String NUMBER = "[1-9]\\d{0,17}";
    private static final String DEMAND = "must be a whole number from 1";

    @QueryParam("fromSequence")
    @DefaultValue("1")
    @Pattern(regexp = NUMBER, message = DEMAND)
    @Parameter(
            description = "The number of the first record.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1", defaultValue = "1"))
    public String fromSequence;

    @QueryParam("toSequence")
    @Pattern(regexp = NUMBER, message = DEMAND)
    @Parameter(
            description = "The number of the last record; the last sealed one if there is none of this number.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1"))
    public String toSequence;

    long from() {
        return Long.parseLong(fromSequence);
    }

    long to() {
        return toSequence == null ? Long.MAX_VALUE : Long.parseLong(toSequence);
    }

    /** @throws Refusal if it ends before it begins */
    void require() {
        if (from() > to()) {
            throw Refusal.invalid("fromSequence", "must not be above toSequence");
        }
    }
}
