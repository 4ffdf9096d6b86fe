-- No query uses it any more: each node reads all entries, which are few, and judges by its own memory too when one is overdue.
DROP INDEX connector_call_by_end;
