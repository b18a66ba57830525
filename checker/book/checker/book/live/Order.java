package checker.book.live;

import checker.kernel.ContentKey;
import checker.machine.MachineSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be seen of which machine.
 *
 * @param kind what it is
 * @param spec the machine; a deterministic one, so that the same is seen each time
 * @param details what else the kind needs
 * @param examples what is built in beside the kernel's own sources
 */
public record Order(Kind kind, MachineSpec spec, List<String> details, Examples examples) {

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
        TIMELINE,
        /** How CPUs come up, drawn. Details: those of {@link StartsRun#draw}. */
        STARTS
    }

    /**
     * Sources of a lesson's own.
     *
     * @param probes files of C that are linked into the kernel
     * @param programs files of C, each a program beside those that the kernel brings along
     */
    public record Examples(List<Path> probes, List<Path> programs) {

        static final Examples NONE = new Examples(List.of(), List.of());

        public Examples {
            probes = List.copyOf(probes);
            programs = List.copyOf(programs);
        }

        private List<String> words() {
            List<String> words = new ArrayList<>();
            probes.forEach(file -> words.addAll(List.of("probe", content(file))));
            programs.forEach(file -> words.addAll(List.of("program",
                    file.getFileName().toString(), content(file))));
            return words;
        }

        private static String content(Path file) {
            try {
                return new ContentKey().file(file).text();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    public Order {
        details = List.copyOf(details);
    }

    public Order(Kind kind, MachineSpec spec, List<String> details) {
        this(kind, spec, details, Examples.NONE);
    }

    /** The same of a kernel with examples. */
    public Order with(Examples others) {
        return new Order(kind, spec, details, others);
    }

    public static Order of(Kind kind, MachineSpec spec, String... details) {
        return new Order(kind, spec, List.of(details));
    }

    /** All that makes its answer differ from another's of the same kernel. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(kind.name(), spec.describe()));
        words.addAll(details);
        words.addAll(examples.words());
        return List.copyOf(words);
    }
}
