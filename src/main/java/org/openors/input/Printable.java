package org.openors.input;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** A query parameter that must be given once, as a printable text of 1 to {@link #max()} characters, not of white space alone. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Printable.Validator.class)
public @interface Printable {

    int max();

    String message() default "must be given once, as 1 to {max} printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the constraint. Null is refused too. */
    class Validator implements ConstraintValidator<Printable, List<String>> {

        private int max;

        @Override
        public void initialize(Printable printable) {
            max = printable.max();
        }

        @Override
        public boolean isValid(List<String> given, ConstraintValidatorContext context) {
            return given != null && given.size() == 1 && isValid(given.get(0));
        }

        private boolean isValid(String text) {
            return PrintableText.isGiven(text) && PrintableText.length(text) <= max && PrintableText.isPrintable(text);
        }
    }
}
