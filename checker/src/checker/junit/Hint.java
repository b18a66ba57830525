package checker.junit;

import checker.report.Cause;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a learner is told when a behaviour fails: more at each level, and only when asked for.
 *
 * <p>Of a method's hints, and then its class's, those fit that are written for the diagnosis, then
 * those for its cause, then those for anything. The report shows the first that fits. A hint of
 * several claims stands at an annotation of its own, which they have in its place.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Hint.List.class)
public @interface Hint {

    /** Level 1: where to look; gives nothing away. */
    String where();

    /** Level 2: what is wrong. */
    String wrong();

    /** Level 3: how to fix it, in words. */
    String fix();

    /**
     * Level 4: the name of a function or type; the hunk of the step's patches that adds the first
     * line naming it is shown. Empty where the reference answer has no one such place.
     */
    String hunk() default "";

    /** The diagnosis that it is for, as in {@link Expectation#diagnose}; empty for any. */
    String diagnosis() default "";

    /** The causes that it is for; empty for any. */
    Cause[] causes() default {};

    /** Holds several. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        Hint[] value();
    }
}
