package org.openors.audit.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.openors.audit.ChainName;
import org.openors.audit.verification.Pages;
import org.openors.http.TimedAnswer;

/** Writes an archive. If a page can't be read, it is cut off; its verification shows that. */
@ApplicationScoped
public class Archive {

    @Inject
    Archiving archiving;

    StreamingOutput of(ChainName trail, ArchiveRange range) {
        range.require();
        var head = archiving.begin(trail, range.from(), range.to());
        return output -> write(head, output);
    }

    private void write(ArchiveHead head, OutputStream output) throws IOException {
        var timed = new TimedAnswer(output);
        var lines = new BufferedWriter(new OutputStreamWriter(timed, StandardCharsets.UTF_8));
        lines.write(head.line() + "\n");
        var records = new Pages(head.fromSequence(), from -> archiving.page(head, from));
        while (records.hasNext()) {
            timed.requireInTime();
            lines.write(records.next().line() + "\n");
        }
        lines.flush();
    }
}
