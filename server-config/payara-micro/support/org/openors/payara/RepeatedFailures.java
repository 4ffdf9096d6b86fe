package org.openors.payara;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The filter of the log: a failure is logged with its stack trace, and what is of the same kind within {@link #WINDOW} is counted.
 * Then one line says how many there were. Otherwise each request logs several stack traces while the database is away.
 *
 * <p>Of one kind are records of one logger whose exceptions have the same SQL states and the same last cause, from the same line
 * unless it is one of the database or the network, or, without an exception, the same text but for numbers. Records of the application without an exception are not counted.
 */
public final class RepeatedFailures implements Filter {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Kinds beyond it are logged without being counted. */
    private static final int MOST_KINDS = 500;

    private static final String APPLICATION = "org.openors.";

    private final Map<String, Kind> kinds = new HashMap<>();

    /** What was logged, and how often it came again. */
    private static final class Kind {
        private final LogRecord first;
        private long since = System.nanoTime();
        private int again;
        private String last;

        private Kind(LogRecord first) {
            this.first = first;
        }
    }

    /** A line of this filter itself. */
    private static final class Count extends LogRecord {
        private static final long serialVersionUID = 1L;

        private Count(Level level, String line) {
            super(level, line);
        }
    }

    /** Called by the logging of the JDK. */
    public RepeatedFailures() {
        var thread = new Thread(this::countAgainAndAgain, "repeated failures");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        return record instanceof Count
                || record.getLevel().intValue() < Level.WARNING.intValue()
                || record.getThrown() == null && isOfTheApplication(record)
                || isFirst(record);
    }

    private static boolean isOfTheApplication(LogRecord record) {
        return record.getLoggerName() != null && record.getLoggerName().startsWith(APPLICATION);
    }

    private synchronized boolean isFirst(LogRecord record) {
        var name = kindOf(record);
        var kind = kinds.get(name);
        if (kind == null) {
            if (kinds.size() < MOST_KINDS) {
                kinds.put(name, new Kind(record));
            }
            return true;
        }
        kind.again++;
        kind.last = firstLine(record);
        return false;
    }

    private static String kindOf(LogRecord record) {
        var kind = new StringBuilder(record.getLoggerName() + ' ' + record.getLevel());
        if (record.getThrown() == null) {
            return kind.append(firstLine(record).replaceAll("[0-9A-F]*[0-9]+[0-9A-F]*", "0"))
                    .toString();
        }
        for (var cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                kind.append(' ').append(((SQLException) cause).getSQLState());
            }
            if (cause.getCause() == null) {
                kind.append(' ').append(cause.getClass().getName()).append(placeOf(cause));
            }
        }
        return kind.toString();
    }

    /** Failures of the database or the network come from many lines for one reason. */
    private static String placeOf(Throwable cause) {
        var trace = cause.getStackTrace();
        boolean isOutside = cause instanceof SQLException || cause instanceof IOException;
        return isOutside || trace.length == 0 ? "" : " " + trace[0];
    }

    private static String firstLine(LogRecord record) {
        var message = record.getMessage();
        return message == null ? "" : message.strip().lines().findFirst().orElse("");
    }

    private void countAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                count();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void count() {
        long now = System.nanoTime();
        for (var each = kinds.values().iterator(); each.hasNext(); ) {
            var kind = each.next();
            if (now - kind.since >= WINDOW.toNanos()) {
                if (kind.again == 0) {
                    each.remove();
                } else {
                    log(kind);
                    kind.since = now;
                    kind.again = 0;
                }
            }
        }
    }

    private static void log(Kind kind) {
        var name = kind.first.getLoggerName();
        var line = kind.again + " times more in the last minute, as logged before with its stack trace; the last one: "
                + kind.last;
        var count = new Count(kind.first.getLevel(), line);
        count.setLoggerName(name);
        Logger.getLogger(name == null ? "" : name).log(count);
    }
}
