package org.openors.site;

import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /site/settings.json}: where the page's users sign in; an empty object if that is not set up. Nothing in it is secret. */
@WebServlet("/site/settings.json")
public class SignInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var settings = Json.createObjectBuilder();
        SignIn.ofSettings()
                .ifPresent(signIn -> settings.add("issuer", signIn.issuer()).add("clientId", signIn.clientId()));
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(settings.build().toString());
    }
}
