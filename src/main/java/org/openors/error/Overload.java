package org.openors.error;

/**
 * {@link ErrorCode#TEMPORARILY_UNAVAILABLE}: the node has more to do than it can, and has done nothing for this request. Such
 * refusals are counted in the audit trail; a record of each would be more work.
 */
public class Overload extends Refusal {

    private static final long serialVersionUID = 1L;

    public Overload() {
        super(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
}
