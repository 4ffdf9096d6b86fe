package org.openors.study;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.openors.database.LostRace;
import org.openors.error.ORSResponse;
import org.openors.http.BodyLimit;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.security.RequiresRight;
import org.openors.security.Right;

/** {@code PUT /studies/{studyId}/{mode}/study-data}: the contract's section 8. */
@Path("v1.0/studies/{studyId}/{mode}/study-data")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StudyDataResource {

    @EJB
    StudyDataImport studyData;

    @PUT
    @RequiresRight(Right.STUDY_DATA_PUT)
    @BodyLimit(setting = "ORS_STUDY_DATA_MAX_BYTES", defaultBytes = 64 * 1024 * 1024)
    public ORSResponse put(@PathParam("studyId") String studyId, @PathParam("mode") String mode, InputStream body)
            throws IOException {
        var document = new StudyDataDocument(body);
        return ORSResponse.success(
                LostRace.retried(() -> studyData.put(Identifier.parse(studyId), Mode.valueOf(mode), document)));
    }
}
