package checker.steps.step02;

import checker.junit.Hint;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For what {@link Inputs#expectAsWired} finds of where interrupts are sent. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Hint(diagnosis = "destination", where = "The high word of the entries.",
        wrong = "Interrupts are sent to another CPU than the one that boots.",
        fix = "Take the APIC ID of the boot CPU's record: it need not be 0, nor its index.",
        hunk = "SetIRQRoutes")
@interface DestinationHint { }
