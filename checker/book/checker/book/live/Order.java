package checker.book.live;

import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be seen of which machine.
 *
 * @param kind what it is
 * @param spec the machine; a deterministic one, so that the same is seen each time
 * @param details what else the kind needs
 */
public record Order(Kind kind, MachineSpec spec, List<String> details) {

    /** What can be asked for. */
    public enum Kind {
        /**
         * What the kernel writes. Details: a text that the last line has, or none for all up to
         * {@code KernelReady}.
         */
        LOG,
        /**
         * A session at the shell, as the console shows it. Details: the text with which it ends,
         * empty for the next prompt; then the lines that are typed.
         */
        SESSION,
        /**
         * All that {@link MachineState} reads. Details, as of the next two: the function at which
         * to look; the shell's script, empty for a machine without programs.
         */
        STATE,
        /** The page table entries that translate an address. Details: also that, or a symbol. */
        PAGES,
        /** All that the page tables map. */
        RANGES,
        /** What the kernel recorded, drawn. Details: those of {@link TimelineRun#draw}. */
        TIMELINE
    }

    public Order {
        details = List.copyOf(details);
    }

    public static Order of(Kind kind, MachineSpec spec, String... details) {
        return new Order(kind, spec, List.of(details));
    }

    /** All that makes its answer differ from another's of the same kernel. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(kind.name(), spec.describe()));
        words.addAll(details);
        return List.copyOf(words);
    }
}
