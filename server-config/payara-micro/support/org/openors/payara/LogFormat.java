package org.openors.payara;

import fish.payara.enterprise.server.logging.JSONLogFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * One line a record: as text, or as JSON if {@code ORS_LOG_FORMAT} is {@code json}. In the text a stack trace has lines of its own;
 * in the JSON it is a member.
 */
public final class LogFormat extends Formatter {

    private final Formatter format =
            "json".equals(System.getenv("ORS_LOG_FORMAT")) ? new JSONLogFormatter() : new SimpleFormatter();

    @Override
    public String format(LogRecord record) {
        return format.format(record);
    }
}
