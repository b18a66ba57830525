package checker.junit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class HopelessnessTest {

    private static final Ending STUCK = new Ending.NoProgress(
            Ending.NoProgress.Kind.LIVELOCKED, GuestDuration.ofSeconds(10), List.of());
    private static final Ending ARRIVED = new Ending.Reached("KernelReady", 0, 0);

    private final Hopelessness hopelessness = new Hopelessness();

    @Test
    void twoMachinesThatHangAreEnough() {
        noteStuck(2);

        assertThrows(TestAbortedException.class,
                () -> hopelessness.requireHope(Architecture.X86_32));
    }

    @Test
    void oneIsNot() {
        noteStuck(1);

        assertDoesNotThrow(() -> hopelessness.requireHope(Architecture.X86_32));
    }

    @Test
    void aKernelThatCameUpOnceIsTriedOnEveryMachine() {
        noteStuck(1);
        hopelessness.note(Architecture.X86_32, ARRIVED);
        noteStuck(50);

        assertDoesNotThrow(() -> hopelessness.requireHope(Architecture.X86_32));
    }

    @Test
    void eachArchitectureHasItsOwn() {
        noteStuck(2);

        assertDoesNotThrow(() -> hopelessness.requireHope(Architecture.X86_64));
    }

    private void noteStuck(int times) {
        for (int time = 0; time < times; time++) {
            hopelessness.note(Architecture.X86_32, STUCK);
        }
    }
}
