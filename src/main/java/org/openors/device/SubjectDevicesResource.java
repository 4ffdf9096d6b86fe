package org.openors.device;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code GET …/subjects/{subjectId}/devices}: the contract's section 6. */
@Path("v1.0/studies/{studyId}/{mode}/subjects/{subjectId}/devices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubjectDevicesResource {

    @EJB
    SubjectDevices devices;

    @GET
    @RequiresRight(Right.DEVICE_ACTIONS_GET)
    public List<SubjectDevice> list(
            @PathParam("studyId") String studyId,
            @PathParam("mode") String mode,
            @PathParam("subjectId") @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID")
                    String subjectId) {
        var study = Identifier.parse(studyId).orElseThrow(Refusal::unknownStudy);
        return devices.of(study, Mode.valueOf(mode), Identifier.of(subjectId));
    }
}
