package org.openors.database;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Waits for the turn at the start of a transaction. The container has begun it, and no connection is taken yet. */
@Interceptor
@InTurn
@Priority(Interceptor.Priority.APPLICATION)
public class AwaitingTheTurn {

    @Inject
    Turns turns;

    @AroundInvoke
    Object inTurn(InvocationContext transaction) throws Exception {
        turns.awaitTurn();
        return transaction.proceed();
    }
}
