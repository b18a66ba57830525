package checker.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The step that a claim belongs to: on every class of {@code checker.steps}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Step {

    /** 0 for the baseline, then 1 to 11 as in the plan. */
    int value();
}
