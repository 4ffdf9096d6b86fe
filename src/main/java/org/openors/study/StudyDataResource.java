package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.database.LostRace;
import org.openors.error.ORSResponse;
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
    @RequiresRight(Right.STUDY_DATA_PUT)
    @Audited(AuditAction.IMPORT_STUDY_DATA)
    @BodyLimit(setting = "ORS_STUDY_DATA_MAX_BYTES", defaultBytes = 64 * 1024 * 1024)
    public ORSResponse put(@PathParam("studyId") UUID studyId, @PathParam("mode") Mode mode, InputStream body)
            throws IOException {
        var document = new StudyDataDocument(body);
        var study = new StudyMode(studyId, mode);
        return ORSResponse.success(LostRace.retried(() -> studyData.put(study, document)));
    }
}
