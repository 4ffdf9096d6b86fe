package org.openors.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** Collects the problems of a body: the first 100, each with its path (JSON Pointer, RFC 6901). */
public final class Problems {

    private static final int REPORTED = 100;

    private final List<Map<String, String>> problems = new ArrayList<>();
    private int count;

    public void add(String path, String message) {
        count++;
        if (problems.size() < REPORTED) {
            var problem = new LinkedHashMap<String, String>();
            problem.put("path", path);
            problem.put("message", message);
            problems.add(problem);
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Whether no further problem will be listed. */
    public boolean isFull() {
        return count >= REPORTED;
    }

    /**
     * Does nothing if no problem was found.
     *
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} with the problems
     */
    public void refuseIfAny() {
        if (isEmpty()) {
            return;
        }
        var first = problems.get(0);
        var message = first.get("path") + " " + first.get("message") + (count == 1 ? "" : " (and more)");
        throw new Refusal(ErrorCode.INVALID_REQUEST, message).with("problems", problems);
    }
}
