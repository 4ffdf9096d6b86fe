package org.openors.http;

import static org.openors.Fake.fake;

import jakarta.enterprise.event.Event;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.openors.error.ErrorCode;

/** An {@link ErrorAnswer} without a server; keeps what is logged and what the audit trail is told. */
final class RecordingAnswer implements AutoCloseable {

    final ErrorAnswer answer = new ErrorAnswer();
    final Map<String, Object> attributes = new HashMap<>();
    final List<ErrorCode> recorded = new ArrayList<>();
    final List<ErrorCode> counted = new ArrayList<>();
    RuntimeException trailFailure;
    boolean isCounting;
    String method = "PUT";

    private final Logger logger = Logger.getLogger(ErrorAnswer.class.getName());
    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @SuppressWarnings("unchecked")
    RecordingAnswer() {
        answer.request = request();
        answer.refused = fake(Event.class, (any, method, arguments) -> {
            if (trailFailure != null) {
                throw trailFailure;
            }
            var event = (Refused) arguments[0];
            recorded.add(event.code());
            if (isCounting) {
                event.countOnly();
            }
            return null;
        });
        answer.answered = fake(Event.class, (any, method, arguments) -> {
            counted.add(((Answered) arguments[0]).code());
            return null;
        });
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (any, called, arguments) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getHeader" -> "CHOSEN-BY-THE-CALLER";
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    /** The one line that was logged. */
    LogRecord line() {
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " lines");
        }
        return lines.get(0);
    }

    List<Level> levels() {
        return lines.stream().map(LogRecord::getLevel).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }
}
