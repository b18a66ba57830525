package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nobody's fault but the environment's is said so, and nothing stays behind. */
class FailuresTest {

    private static final GuestDuration LONG = GuestDuration.ofSeconds(1_000_000);
    private static final MachineSpec SPEC = MachineSpec.of(Architecture.X86_64);

    @TempDir
    Path folder;

    @Test
    void aKilledQemuIsAFailureWithItsCommandLineAndLastWords() throws Exception {
        try (Machine machine = boot(SPEC, "a", Guests.greets())) {
            machine.runTo("End", GuestDuration.ofSeconds(3));
            qemuOf(machine).orElseThrow().destroyForcibly();

            MachineFailedException failure = assertThrows(MachineFailedException.class,
                    () -> machine.runToEnd(LONG));
            assertTrue(failure.getMessage().contains("qemu-system-x86_64 -nodefaults"));
            assertTrue(failure.getMessage().contains("    Hi"), failure.getMessage());
        }
    }

    @Test
    void aQemuThatRefusesItsOptionsSaysWhy() {
        MachineFailedException failure = assertThrows(MachineFailedException.class,
                () -> boot(SPEC.withDevices("-device", "nonsense"), "a", Guests.spins()));

        assertTrue(failure.getMessage().contains("nonsense' is not a valid device"),
                failure.getMessage());
    }

    @Test
    void aKernelThatQemuCannotLoadIsAFailureNotAnEnding() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no kernel");

        assertThrows(MachineFailedException.class, () -> Machine.boot(SPEC, text, Guests.spins(),
                folder.resolve("evidence")));
    }

    @Test
    void twoMachinesRunSideBySide() throws IOException {
        try (Machine first = boot(SPEC, "a", Guests.greets());
                Machine second = boot(SPEC.with(Architecture.X86_32), "b", Guests.greets())) {
            assertInstanceOf(Ending.Reached.class, second.runTo("End", GuestDuration.ofSeconds(3)));
            assertEquals("", first.serial());
            assertInstanceOf(Ending.Reached.class, first.runTo("End", GuestDuration.ofSeconds(3)));
            assertEquals("Hi", first.serial());
        }
    }

    @Test
    void anInterruptedThreadEndsItsMachine() throws Exception {
        try (Machine machine = boot(SPEC, "a", Guests.spins())) {
            ProcessHandle qemu = qemuOf(machine).orElseThrow();
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread runner = new Thread(() -> {
                try {
                    machine.runToEnd(LONG);
                    interrupted.complete(false);
                } catch (MachineFailedException e) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                }
            });
            runner.start();
            runner.interrupt();

            assertTrue(interrupted.get(30, TimeUnit.SECONDS), "with its flag set");
            qemu.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingLeavesNoProcessAndNoFolder() throws Exception {
        Machine machine = boot(SPEC, "a", Guests.spins());
        ProcessHandle qemu = qemuOf(machine).orElseThrow();
        Path socket = socketOf(machine);
        assertTrue(Files.exists(socket));

        machine.close();
        machine.close();

        assertFalse(qemu.isAlive());
        assertFalse(Files.exists(socket.getParent()), "the private folder");
        assertTrue(Files.exists(machine.traces().serial()), "the evidence stays");
    }

    /** The shell between us and QEMU has the same arguments; QEMU is the one without children. */
    private static Optional<ProcessHandle> qemuOf(Machine machine) {
        Path socket = socketOf(machine);
        return ProcessHandle.current().descendants()
                .filter(process -> process.children().findAny().isEmpty())
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains("socket,id=qmp,path=" + socket))
                .findFirst();
    }

    private static Path socketOf(Machine machine) {
        return machine.traces().commandLine().stream()
                .filter(word -> word.startsWith("socket,id=qmp,path="))
                .map(word -> Path.of(word.substring("socket,id=qmp,path=".length())))
                .findFirst().orElseThrow();
    }

    private Machine boot(MachineSpec spec, String name, TinyGuest guest) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        return Machine.boot(spec, guest.writeTo(own), guest, own.resolve("evidence"));
    }
}
