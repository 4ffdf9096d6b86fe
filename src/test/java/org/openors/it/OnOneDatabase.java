package org.openors.it;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The tests of this class hardly depend on the database, or take long. Only {@code mvn -Preliability verify} runs them on both
 * databases.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnOneDatabase.Condition.class)
@interface OnOneDatabase {

    /** {@code h2} or {@code postgresql}, so that both parts of a run take about as long. */
    String value();

    /** Looks which database this part of the run has. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), OnOneDatabase.class)
                    .filter(one -> !Scale.isFull() && !one.value().equals(System.getProperty("ors.it.database", "h2")))
                    .map(one -> disabled("it runs on " + one.value()))
                    .orElseGet(() -> enabled("it is to run here"));
        }
    }
}
