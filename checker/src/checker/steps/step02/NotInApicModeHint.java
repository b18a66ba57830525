package checker.steps.step02;

import checker.junit.Hint;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For claims about machines on which the kernel has to be in APIC mode. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Hint(diagnosis = "not-in-apic-mode",
        where = "The line of the log that begins with PIC mode:, and its reason.",
        wrong = "The machine has an IOAPIC with the timer's input, and the kernel stays with the "
                + "8259s: the input is another one, or ticks do not go on.",
        fix = "Take the input from the override of line 0 and from the first number of the IOAPIC "
                + "that has it; look at all IOAPICs; send it to the boot CPU's APIC ID.",
        hunk = "GoToAPICMode")
@interface NotInApicModeHint { }
