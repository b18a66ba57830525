package checker.junit;

import checker.report.Advice;
import checker.report.Cause;
import java.util.List;

/**
 * Hints for kernels that come to grief before a claim can look at them. What a claim has to say of
 * its own subject would only mislead there, and so comes after these.
 */
final class GeneralHints {

    private GeneralHints() {}

    /** The hint for a cause; none where only the claim itself knows. */
    static List<Advice> of(Cause cause) {
        return switch (cause) {
            case DOES_NOT_BUILD -> hint(
                    "The first error above; those after it are often its echo.",
                    "The compiler or the linker refuses the kernel, so no machine was started.",
                    "Mend the first error and check again; a missing name of the contract is"
                            + " declared where the lesson's section Contract says.");
            case NO_FIRST_BYTE -> hint(
                    "Where the CPUs are, above, and what runs before the first log line.",
                    "The kernel was lost before its console worked.",
                    "Undo the last change to the boot code, or find the instruction with QEMU's"
                            + " -d int,cpu_reset; the .state file beside the log has the command.");
            case RESET -> hint(
                    "The registers above: the instruction pointer, CR2, and IDT.base.",
                    "An exception came that nothing could take, or the kernel asked for a reset.",
                    "Make the IDT, the stack and the TSS valid before what may fault; look up the"
                            + " instruction pointer with addr2line -e kernel.elf.");
            case EMULATOR_BROKEN -> hint(
                    "What QEMU died of, above: which CPU may have been where nobody sent it?",
                    "A CPU executed what a processor survives and this QEMU does not; often it"
                            + " runs whatever bytes it finds.",
                    "See what each CPU executes first; set CR0.NE before the x87 is used.");
            case EXCEPTION -> hint(
                    "The place and CR2 in the message, then the callers above.",
                    "An instruction touched what it must not, or is none.",
                    "From the innermost caller of your own, ask where the bad value came from; the"
                            + " dump in the log shows every register.");
            case PANIC -> hint(
                    "The message: it names the part of the kernel that gave up, and why.",
                    "The kernel itself noticed that something cannot be.",
                    "Search the sources for the words of the message and read upwards from there.");
            case NO_PROGRESS -> hint(
                    "Where each CPU is, above: what does it wait for, and who should bring it?",
                    "The kernel waits for something that never comes, or never stops working.",
                    "A CPU halted with interrupts off never wakes; one that spins needs another to"
                            + " write what it reads. Make the one that should come, come.");
            case WRONG_STATE, WRONG_OUTPUT -> List.of();
        };
    }

    private static List<Advice> hint(String where, String wrong, String fix) {
        return List.of(new Advice("", where, wrong, fix,
                "No single hunk mends this; ./jbang course diff shows the reference answer."));
    }
}
