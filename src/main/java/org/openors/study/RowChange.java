package org.openors.study;

/**
 * A row that a document changes.
 *
 * @param before its values in the order of the columns, as they were read; null if the row is new
 * @param after its new values
 */
record RowChange(Object[] before, Object[] after) {

    boolean isNew() {
        return before == null;
    }
}
