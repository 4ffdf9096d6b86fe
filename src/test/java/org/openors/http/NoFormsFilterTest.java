package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoFormsFilterTest {

    private HttpServletRequest passedOn;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-FORM-urlencoded",
                "application/x-www-form-urlencoded; charset=UTF-8",
                " application/x-www-form-urlencoded ;a=b"
            })
    void aFormIsPresentedAsAnyBytes(String type) throws IOException, ServletException {
        filter(request(type));
        assertThat(passedOn.getContentType()).isEqualTo("application/octet-stream");
        assertThat(passedOn.getHeader("CONTENT-type")).isEqualTo("application/octet-stream");
        assertThat(Collections.list(passedOn.getHeaders("Content-Type"))).containsExactly("application/octet-stream");
        assertThat(passedOn.getHeader("Accept")).isEqualTo("Accept of the caller");
        assertThat(Collections.list(passedOn.getHeaders("Accept"))).containsExactly("Accept of the caller");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/json",
                "application/json;a=x-www-form-urlencoded",
                "multipart/form-data",
                "application/x-www-form-urlencoded-not",
                "text/x-www-form-urlencoded",
                "x",
                ""
            })
    void everyOtherRequestIsPassedOnAsItIs(String type) throws IOException, ServletException {
        var request = request(type);
        filter(request);
        assertThat(passedOn).isSameAs(request);
    }

    private void filter(HttpServletRequest request) throws IOException, ServletException {
        new NoFormsFilter()
                .doFilter(
                        request,
                        fake(HttpServletResponse.class, (proxy, method, arguments) -> null),
                        (given, response) -> passedOn = (HttpServletRequest) given);
    }

    private static HttpServletRequest request(String type) {
        return fake(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getContentType" -> type;
            case "getHeader" -> header((String) arguments[0], type);
            case "getHeaders" -> Collections.enumeration(List.of(header((String) arguments[0], type)));
            case "equals" -> proxy == arguments[0];
            case "toString" -> "a request of the type " + type;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static String header(String name, String type) {
        return name.equalsIgnoreCase("Content-Type") ? type : name + " of the caller";
    }
}
