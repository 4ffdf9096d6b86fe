package org.openors.architecture.planted;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.persistence.Entity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.URI;
import java.util.Random;
import javax.naming.Context;
import org.glassfish.jersey.internal.util.Closure;

/** Breaks every rule of the architecture once, so that the rules are known to notice. */
@Path("planted")
public class PlantedFaults {

    /** An entity that could be serialised. */
    @Entity
    public static class Row implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A body that holds it. */
    @JsonbPropertyOrder("row")
    public record Body(Row row) {}

    /** A session bean. */
    @Stateless
    public static class UseCase {}

    @EJB
    UseCase notInjected;

    private final Random guessable = new Random();

    @GET
    public Row openToAll() {
        return new Row();
    }

    @Path("sub")
    public Object subResource() {
        return guessable;
    }

    Object callsOut() throws IOException {
        return URI.create("http://example.org").toURL().openConnection();
    }

    InetAddress looksUp(String caller) throws IOException {
        return InetAddress.getByName(caller);
    }

    String readsAForm(HttpServletRequest request) {
        return request.getParameter("name");
    }

    Context ofOneServer(Closure<Context> closure) {
        closure.invoke(null);
        return null;
    }
}
