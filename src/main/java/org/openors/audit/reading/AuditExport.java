package org.openors.audit.reading;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.openors.http.TimedAnswer;

/** Writes a selection of any size. One page at a time is in memory. */
final class AuditExport implements StreamingOutput {

    /** The number of records read in one transaction. */
    static final int PAGE_SIZE = 1_000;

    private final AuditFormat format;
    private final AuditPage first;
    private final Function<AuditPosition, AuditPage> older;

    /**
     * @param first the first page, read before the response begins, so that a refusal can still be sent
     * @param older reads the page before a position
     */
    AuditExport(AuditFormat format, AuditPage first, Function<AuditPosition, AuditPage> older) {
        this.format = format;
        this.first = first;
        this.older = older;
    }

    /**
     * @throws RuntimeException thrown by {@code older}, or because the caller takes the export too slowly. The format has written before that the export is incomplete.
     */
    @Override
    public void write(OutputStream stream) throws IOException {
        var timed = new TimedAnswer(stream);
        var out = new BufferedWriter(new OutputStreamWriter(timed, StandardCharsets.UTF_8));
        try {
            writeAll(out, timed);
        } catch (RuntimeException failure) {
            format.breakOff(out);
            throw failure;
        } finally {
            out.flush();
        }
    }

    private void writeAll(Writer out, TimedAnswer timed) throws IOException {
        format.begin(out);
        write(first, out, timed);
        for (var next = first.next(); next.isPresent(); ) {
            var page = older.apply(next.get());
            write(page, out, timed);
            next = page.next();
        }
    }

    private void write(AuditPage page, Writer out, TimedAnswer timed) throws IOException {
        for (var entry : page.entries()) {
            timed.requireInTime();
            format.write(entry, out);
        }
    }
}
