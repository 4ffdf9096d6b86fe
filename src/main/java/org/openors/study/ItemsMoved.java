package org.openors.study;

import java.sql.Connection;
import java.util.Collection;
import java.util.UUID;
import org.openors.identity.StudyMode;

/**
 * An event: a document gives these items to other subjects, or their subjects to other sites. Who keeps the site of an item
 * reads it anew, on this connection. It commits with the document.
 */
public record ItemsMoved(Connection connection, StudyMode study, Collection<UUID> items) {}
