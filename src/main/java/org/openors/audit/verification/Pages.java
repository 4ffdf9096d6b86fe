package org.openors.audit.verification;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;

/** Iterates over sealed records. One page at a time is in memory; the next one is read when it is needed. */
public final class Pages implements Iterator<SealedRecord> {

    private final LongFunction<List<SealedRecord>> pageFrom;
    private Iterator<SealedRecord> page = List.<SealedRecord>of().iterator();
    private long next;
    private boolean isLast;

    /**
     * @param pageFrom reads the page that begins at this number. The last page has fewer than {@link
     *     SealedRecords#PAGE} records.
     */
    public Pages(long from, LongFunction<List<SealedRecord>> pageFrom) {
        this.next = from;
        this.pageFrom = pageFrom;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !isLast) {
            var records = pageFrom.apply(next);
            isLast = records.size() < SealedRecords.PAGE || isTheHighest(records.get(records.size() - 1));
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

    /** After this one {@code next} would begin anew: somebody has planted a seal at the highest number there is. */
    private static boolean isTheHighest(SealedRecord record) {
        return record.sequence() == Long.MAX_VALUE;
    }
}
