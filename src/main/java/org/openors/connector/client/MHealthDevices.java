package org.openors.connector.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** The devices of a subject at an mHealth connector. The base URI is the connector's; it asks for HTTP Basic. */
@Path("api/studies/{studyId}/subjects/{subjectId}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface MHealthDevices {

    /** Replaces the pair of a device (202). 404: the study, the subject or the device is not known. */
    @PUT
    @Path("{deviceId}/cred")
    DeviceCred recreate(
            @PathParam("studyId") String studyId,
            @PathParam("subjectId") String mSubjectId,
            @PathParam("deviceId") UUID deviceId);

    /** The pair of a device (200). */
    @GET
    @Path("{deviceId}/cred")
    DeviceCred pair(
            @PathParam("studyId") String studyId,
            @PathParam("subjectId") String mSubjectId,
            @PathParam("deviceId") UUID deviceId);

    /** Creates a device (200). Done twice, there are two. */
    @POST
    Device create(@PathParam("studyId") String studyId, @PathParam("subjectId") String mSubjectId, NewDevice device);

    /** The devices of this name at their source (200). */
    @GET
    List<Device> find(
            @PathParam("studyId") String studyId,
            @PathParam("subjectId") String mSubjectId,
            @QueryParam("srcDeviceName") String srcDeviceName);

    /** Ends a device (202). */
    @DELETE
    @Path("{deviceId}")
    void end(
            @PathParam("studyId") String studyId,
            @PathParam("subjectId") String mSubjectId,
            @PathParam("deviceId") UUID deviceId);
}
