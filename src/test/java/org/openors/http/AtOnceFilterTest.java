package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.openors.Fake;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

class AtOnceFilterTest {

    private static final StreamingOutput STREAMED = stream -> {};

    private final AtOnceFilter filter = new AtOnceFilter();

    /** A method of a resource. */
    @AtOnce(2)
    void limited() {}

    /** One request, from its filters to its end. */
    private final class Request {

        private final PlaceOfRequest place = new PlaceOfRequest();
        private final HashMap<String, Object> properties = new HashMap<>();
        private final ContainerRequestContext context = Fake.fake(
                ContainerRequestContext.class,
                (self, method, arguments) -> method.getName().equals("setProperty")
                        ? properties.put((String) arguments[0], arguments[1])
                        : properties.get(arguments[0]));

        Request begin() {
            filter.place = place;
            filter.filter(context);
            return this;
        }

        Request answer(Object entity) {
            filter.place = place;
            filter.filter(context, Fake.fake(ContainerResponseContext.class, (self, method, arguments) -> entity));
            return this;
        }

        void end() {
            place.leave();
        }
    }

    AtOnceFilterTest() throws NoSuchMethodException {
        var method = AtOnceFilterTest.class.getDeclaredMethod("limited");
        filter.resource = Fake.fake(ResourceInfo.class, (self, asked, arguments) -> method);
    }

    @Test
    void aThirdRequestIsRefusedAndTheNextOneMayComeAsSoonAsOneIsAnswered() {
        var first = new Request().begin();
        new Request().begin();
        assertRefused();
        first.answer("whole");
        assertThatCode(() -> new Request().begin()).doesNotThrowAnyException();
        first.end();
        assertRefused();
    }

    /** It is sent after the filters of the response. */
    @Test
    void anAnswerThatIsStreamedHasItsPlaceUntilTheRequestHasEnded() {
        var first = new Request().begin().answer(STREAMED);
        new Request().begin().answer(STREAMED);
        assertRefused();
        first.end();
        assertThatCode(() -> new Request().begin()).doesNotThrowAnyException();
        assertRefused();
    }

    private void assertRefused() {
        var refused = new Request();
        assertThat(catchThrowableOfType(Refusal.class, refused::begin).code())
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        refused.answer("refusal").end();
    }
}
