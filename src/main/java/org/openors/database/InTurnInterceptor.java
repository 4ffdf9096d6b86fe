package org.openors.database;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Waits for the turn of a transaction that is {@link InTurn}. The container has begun it, and no connection is taken yet. */
@Interceptor
@InTurn
@Priority(Interceptor.Priority.APPLICATION)
public class InTurnInterceptor {

    @Inject
    TransactionTurns turns;

    @AroundInvoke
    Object inTurn(InvocationContext transaction) throws Exception {
        turns.awaitTurn();
        return transaction.proceed();
    }
}
