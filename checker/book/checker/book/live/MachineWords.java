package checker.book.live;

import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Clock;
import checker.machine.Firmware;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine as a lesson writes it: {@code q35 seabios 64MiB no-hpet}. Without a word it is a pc
 * with qboot and 128 MiB.
 */
public final class MachineWords {

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,4})MiB");
    private static final Pattern TOPOLOGY = Pattern.compile("(\\d{1,2})x(\\d{1,2})x(\\d{1,2})");
    private static final Pattern MODEL = Pattern.compile("cpu:([\\w,+=.-]+)");
    private static final String ADDRESS = "52:54:00:12:34:56";

    private MachineWords() {}

    /**
     * The machine.
     *
     * @param architecture by its label
     * @param words chipset, firmware, memory, {@code 2x3x1} for sockets, cores and threads,
     *     {@code cpu:MODEL} in QEMU's words, {@code network}, {@code no-hpet};
     *     {@code 1ns} for a clock on which an instruction takes that long, and not 256 ns
     * @throws LiveException when a word means nothing
     */
    public static MachineSpec spec(String architecture, int cpus, String words) {
        MachineSpec spec = MachineSpec.of(Arrays.stream(Architecture.values())
                .filter(each -> each.label().equals(architecture)).findFirst()
                .orElseThrow(() -> new LiveException("there is no architecture " + architecture)));
        if (cpus < 1) {
            throw new LiveException("a machine has a CPU at least");
        }
        spec = spec.withCpus(cpus);
        for (String word : words.strip().split("\\s+")) {
            spec = word.isEmpty() ? spec : with(spec, word);
        }
        return spec;
    }

    private static MachineSpec with(MachineSpec spec, String word) {
        Matcher memory = MEMORY.matcher(word);
        Matcher topology = TOPOLOGY.matcher(word);
        Matcher model = MODEL.matcher(word);
        Optional<Chipset> chipset = Arrays.stream(Chipset.values())
                .filter(each -> each.label().equals(word)).findFirst();
        Optional<Firmware> firmware = List.of(Firmware.QBOOT, Firmware.SEABIOS).stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
        if (memory.matches()) {
            return spec.withMemory(Integer.parseInt(memory.group(1)));
        } else if (topology.matches()) {
            return spec.with(Topology.of(number(topology, 1), number(topology, 2),
                    number(topology, 3)));
        } else if (model.matches()) {
            return spec.withCpuModel(model.group(1));
        } else if (chipset.isPresent()) {
            return spec.with(chipset.get());
        } else if (firmware.isPresent()) {
            return spec.with(firmware.get());
        } else if (word.equals("network")) {
            return spec.withNetwork(ADDRESS);
        } else if (word.equals("no-hpet")) {
            return spec.withoutHpet();
        } else if (word.equals("1ns")) {
            return spec.with(Clock.COUNTING);
        }
        throw new LiveException("no machine is made by the word " + word);
    }

    private static int number(Matcher matcher, int group) {
        return Math.max(1, Integer.parseInt(matcher.group(group)));
    }
}
