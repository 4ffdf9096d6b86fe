package org.openors.container;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** A transaction that commits while the test's own, if there is one, is suspended: another request, in effect. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OwnTransaction {

    public void run(Runnable work) {
        work.run();
    }
}
