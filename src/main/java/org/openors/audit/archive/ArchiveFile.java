package org.openors.audit.archive;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.openors.audit.verification.SealedRecord;

/** Reads an archive file line by line. */
final class ArchiveFile implements AutoCloseable, Iterator<SealedRecord> {

    /** Looks for its provider once, not for each line. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private final BufferedReader lines;
    private final ArchiveHead head;
    private long number;
    private String next;

    /** @throws IllegalArgumentException if its first line is not the head of an archive */
    ArchiveFile(Path file) throws IOException {
        lines = Files.newBufferedReader(file);
        try {
            next = lines.readLine();
            head = ArchiveHead.of(nextLine());
        } catch (RuntimeException notAHead) {
            lines.close();
            throw new IllegalArgumentException("line 1 is not the head of an archive", notAHead);
        }
    }

    ArchiveHead head() {
        return head;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** @throws IllegalArgumentException if the line is not a record of an archive */
    @Override
    public SealedRecord next() {
        var line = nextLine();
        try {
            return SealedRecord.of(line);
        } catch (RuntimeException notARecord) {
            throw new IllegalArgumentException("line " + number + " is not a sealed record", notARecord);
        }
    }

    private JsonObject nextLine() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        number++;
        try (var reader = JSON.createReader(new StringReader(next))) {
            var line = reader.readObject();
            next = lines.readLine();
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (RuntimeException notJson) {
            throw new IllegalArgumentException("line " + number + " is not JSON", notJson);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
