package checker.tools;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.CommandTimedOutException;
import checker.process.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes machines as the checks make them, paused before the first instruction: QEMU refuses here
 * what it would refuse in a check, be it the machine type, the firmware, the clock or a device.
 */
final class MachineTrial {

    private static final List<String> BARE = List.of(
            "-nodefaults", "-no-user-config", "-display", "none", "-vga", "none", "-S",
            "-monitor", "stdio", "-accel", "tcg", "-smp", "4");
    private static final List<String> DETERMINISTIC = List.of(
            "-icount", "shift=8,sleep=off",
            "-netdev", "hubport,id=n0,hubid=0",
            "-object", "filter-buffer,id=f0,netdev=n0,interval=100");
    private static final List<String> DEVICES = List.of(
            "-chardev", "null,id=c0", "-device", "isa-debugcon,iobase=0xe9,chardev=c0",
            "-device", "isa-debug-exit");

    private final String qemu;
    private final Duration patience;

    /**
     * Trials with one QEMU.
     *
     * @param qemu the program, by name or path
     * @param patience how long making a machine may take
     */
    MachineTrial(String qemu, Duration patience) {
        this.qemu = qemu;
        this.patience = patience;
    }

    /** All kinds of machine that checks without {@code --thorough} use; none without QEMU. */
    List<Item> all() {
        return Programs.find(qemu).isEmpty() ? List.of() : List.of(
                make("pc/SeaBIOS", List.of("-machine", "pc")),
                make("q35/SeaBIOS", List.of("-machine", "q35")),
                make("q35/qboot", List.of("-machine", "q35", "-bios", "qboot.rom")));
    }

    /** Makes one machine and ends it by its monitor. */
    Item make(String name, List<String> kind) {
        List<String> line = new ArrayList<>(List.of(qemu));
        line.addAll(kind);
        line.addAll(BARE);
        line.addAll(DETERMINISTIC);
        line.addAll(DEVICES);
        try {
            CommandResult result = Command.of(line).reading("quit\n").within(patience).run();
            return result.succeeded()
                    ? item(name, Verdict.OK, "deterministic clock, emulated by QEMU (TCG)")
                    : item(name, Verdict.BROKEN, complaint(result));
        } catch (CommandTimedOutException e) {
            return item(name, Verdict.BROKEN,
                    qemu + " does not answer within " + patience.toSeconds() + " s");
        }
    }

    private static String complaint(CommandResult result) {
        String said = result.errors().lines().filter(line -> !line.contains("warning:"))
                .collect(Collectors.joining("; "));
        return said.isBlank() ? "QEMU ends with exit code " + result.exitCode() : said;
    }

    private static Item item(String name, Verdict verdict, String remark) {
        return new Item(Item.Topic.MACHINES, name, verdict, true, "", remark);
    }
}
