package org.openors.audit.verification;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;

/** Goes through sealed records of which one page at a time is read, each when the one before is used up. */
public final class Pages implements Iterator<SealedRecord> {

    private final LongFunction<List<SealedRecord>> pageFrom;
    private Iterator<SealedRecord> page = List.<SealedRecord>of().iterator();
    private long next;
    private boolean isLast;

    /** @param pageFrom the page that begins at a number; the last one has fewer than {@link SealedRecords#PAGE} */
    public Pages(long from, LongFunction<List<SealedRecord>> pageFrom) {
        this.next = from;
        this.pageFrom = pageFrom;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !isLast) {
            var records = pageFrom.apply(next);
            isLast = records.size() < SealedRecords.PAGE;
            page = records.iterator();
        }
        return page.hasNext();
    }

    @Override
    public SealedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var record = page.next();
        next = record.sequence() + 1;
        return record;
    }
}
