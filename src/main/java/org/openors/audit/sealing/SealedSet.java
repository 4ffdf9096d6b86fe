package org.openors.audit.sealing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openors.audit.ChainName;

/**
 * What came of one set of waiting records.
 *
 * @param sealed the number of records that got their places
 * @param next where the next set begins; null if this was the last one
 * @param withoutPlace the records that get no place, by the reason
 * @param damaged the chains that no record can follow, with the reason
 */
public record SealedSet(int sealed, UUID next, Map<String, List<UUID>> withoutPlace, Map<ChainName, String> damaged) {}
