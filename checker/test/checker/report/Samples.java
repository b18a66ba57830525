package checker.report;

import checker.machine.Architecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results of checks that never ran, for tests of what is made of them. */
final class Samples {

    static final Path ROOT = Path.of("/home/student/course");

    private Samples() {}

    static CaseResult passed() {
        return result(Architecture.X86_32, "pc-qboot-1cpu", Outcome.PASSED, Optional.empty(), "");
    }

    /** A failure on x86-64 with four CPUs: one hint, a log, three facts. */
    static CaseResult failed(String machine) {
        Diagnosis diagnosis = Diagnosis.of(Cause.WRONG_STATE,
                "APIC ids of the processors found: not as expected",
                new Fact("expected", "0, 1, 2, 3"), new Fact("found", "0, 1, 2"),
                new Fact("the MADT lists these enabled processors", "0, 1, 2, 3"))
                .keyed("one-missing");
        return result(Architecture.X86_64, machine, Outcome.FAILED, Optional.of(diagnosis), "");
    }

    static CaseResult crashed(String machine) {
        Diagnosis diagnosis = Diagnosis.of(Cause.PANIC, "CPU 0, memory: frame 1 freed twice",
                new Fact("expected", "the kernel reaches KernelReady"),
                new Fact("found", "CPU 0 panicked"),
                new Fact("CPUs", "CPU 0 at Panic\n  from FreeFrame+0x1c\n  RAX=0  RBX=1"));
        return result(Architecture.X86_64, machine, Outcome.CRASHED, Optional.of(diagnosis), "");
    }

    static CaseResult undecided(Outcome outcome, String reason) {
        return result(Architecture.X86_32, "pc-qboot-2cpus", outcome, Optional.empty(), reason);
    }

    static CheckResult check(CaseResult... cases) {
        return new CheckResult(1, 4711, List.of(cases), Duration.ofMillis(3456));
    }

    private static CaseResult result(Architecture architecture, String machine, Outcome outcome,
            Optional<Diagnosis> diagnosis, String reason) {
        List<Advice> hints = new ArrayList<>();
        if (diagnosis.isPresent()) {
            hints.add(new Advice("one-missing",
                    "Where the loop over the entries ends: compare its bound with the length.",
                    "The last entry is never looked at, because the bound is one too low.",
                    "Go on while the next entry still begins before the end of the table.",
                    "0001-cpu.patch: kernel/cpu/Discovery.c\n@@ -1,2 +1,3 @@\n+  for (;;) {}"));
        }
        Evidence evidence = new Evidence(
                Optional.of(ROOT.resolve("log/x86-64-pc-qboot-4cpus.log")),
                List.of("qemu-system-x86_64", "-smp", "4"),
                diagnosis.isPresent() ? List.of("[    0.000001] INFO boot: ready") : List.of());
        return new CaseResult(new CaseId("EnabledProcessors", "everyOneIsFound", architecture,
                machine), "every enabled processor is found",
                "boot log lists all detected CPUs with APIC IDs and selected BSP.",
                "4 CPUs, pc, qboot, deterministic", outcome, diagnosis, reason, hints, evidence,
                Duration.ofMillis(120));
    }
}
