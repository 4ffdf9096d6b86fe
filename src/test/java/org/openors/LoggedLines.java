package org.openors;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a class logs during each test, instead of in the test's output. A line is its level and its text. */
public final class LoggedLines extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    public LoggedLines(Class<?> type) {
        logger = Logger.getLogger(type.getName());
    }

    public List<String> lines() {
        return lines;
    }

    /** The errors among them. */
    public List<String> errors() {
        return lines.stream().filter(line -> line.startsWith("SEVERE ")).toList();
    }

    /** What was logged with them, whose stack traces the log shows. */
    public List<Throwable> thrown() {
        return thrown;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        lines.clear();
        thrown.clear();
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
        if (line.getThrown() != null) {
            thrown.add(line.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
