package checker.junit;

import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A behaviour of the kernel, judged on each of some machines, on both architectures: every board
 * with every firmware and every CPU count.
 *
 * <p>The method takes a {@link Boot}, the facts of one boot that many claims share, or a
 * {@link checker.machine.Machine} of its own, which has not run an instruction yet; beside it, if
 * it likes, a {@link Draw} and the {@link Kernel}; or the step's probes on that machine,
 * as {@link Probing}; or the checker's own programs, as {@link GuestPrograms}; or those that the
 * kernel brings along, as {@link Shell}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(MachineExtension.class)
public @interface OnEveryMachine {

    Chipset[] chipsets() default Chipset.PC;

    Firmware[] firmware() default Firmware.QBOOT;

    int[] cpus() default 1;

    /** In MiB. */
    int memory() default 128;

    /** Words for the kernel's command line, on all the machines. */
    String arguments() default "";

    /**
     * How many schedules to draw from the seed for each machine; with 0, CPUs give way to each
     * other only when they wait.
     */
    int schedules() default 0;

    /** Machines of another origin, in place of the lists above. */
    Class<? extends MachineMatrix> from() default Listed.class;

    /** Whether the behaviour is judged only by a thorough check. */
    boolean onlyThorough() default false;

    /** Stands for the lists of the annotation itself. */
    final class Listed implements MachineMatrix {

        private Listed() {}

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            throw new IllegalStateException("stands for the annotation's own lists");
        }
    }
}
