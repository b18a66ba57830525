package checker.book;

import checker.book.live.Answers;
import checker.book.live.LiveException;
import checker.book.live.MachineWords;
import checker.book.live.Order;
import checker.machine.MachineSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all quotes of booted machines have in common: the attributes that say which machine, and the
 * patterns that it has to show.
 */
final class LiveQuotes {

    /** How the attributes are written, for messages. */
    static final String FORM = "stage=N or step=N, mistake=NAME; arch=x86-32 or x86-64, cpus=N,"
            + " machine=\"WORDS\", with=\"KERNEL'S ARGUMENTS\", probe=FILE, program=FILE,"
            + " expect=\"PATTERN;;PATTERN\"";
    private static final Set<String> KNOWN = Set.of(
            "stage", "step", "mistake", "arch", "cpus", "machine", "with", "probe", "program",
            "expect", "title");
    private static final String USUAL_ARCHITECTURE = "x86-64";

    private final Stages stages;
    private final Answers answers;

    LiveQuotes(Stages stages, Answers answers) {
        this.stages = stages;
        this.answers = answers;
    }

    /** The attributes of these quotes, and of one kind of them. */
    static Set<String> known(String... more) {
        return Stream.concat(KNOWN.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    /**
     * What a machine showed.
     *
     * @throws QuoteException when it does not show that
     */
    List<String> answer(Map<String, Object> attributes, Order order) {
        Order.Examples examples = new Order.Examples(examples(attributes, "probe"),
                examples(attributes, "program"));
        try {
            return answers.answer(kernel(attributes), order.with(examples));
        } catch (LiveException e) {
            throw new QuoteException(e.getMessage());
        }
    }

    /**
     * The machine.
     *
     * @param usual what the kernel is told unless the quote says otherwise
     */
    static MachineSpec machine(Map<String, Object> attributes, String usual) {
        try {
            MachineSpec spec = MachineWords.spec(text(attributes, "arch", USUAL_ARCHITECTURE),
                    number(attributes, "cpus", 1), text(attributes, "machine", ""));
            String words = text(attributes, "with", usual);
            return words.isBlank() ? spec : spec.withArguments(words);
        } catch (LiveException e) {
            throw new QuoteException(e.getMessage());
        }
    }

    /** Requires that the lines have a match of each of the patterns. */
    static void requireExpected(Map<String, Object> attributes, List<String> lines) {
        requireExpected(attributes, lines, "the machine no longer shows", "it shows");
    }

    /** The same of something else: what it no longer does, and what it does instead. */
    static void requireExpected(Map<String, Object> attributes, List<String> lines,
            String fails, String does) {
        String text = String.join("\n", lines);
        for (String pattern : text(attributes, "expect", "").split(";;")) {
            try {
                if (!Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find()) {
                    throw new QuoteException(fails + " what is expected: " + pattern + "; "
                            + does + ": " + String.join(" | ", lines));
                }
            } catch (PatternSyntaxException e) {
                throw new QuoteException("no pattern: " + e.getDescription() + ": " + pattern);
            }
        }
    }

    /** Kernel and machine in words: {@code stage 1, x86-64, 4 CPUs}. */
    static String place(Map<String, Object> attributes, MachineSpec spec) {
        Object mistake = attributes.get("mistake");
        String kernel = mistake == null ? "stage " + attributes.get("stage")
                : "step " + attributes.get("step") + " with the mistake "
                        + QuoteMacro.code(mistake.toString());
        return kernel + ", " + spec.architecture() + ", " + spec.topology();
    }

    static String text(Map<String, Object> attributes, String name, String usual) {
        Object value = attributes.get(name);
        return value == null ? usual : value.toString();
    }

    /** A number of up to two digits. */
    static int number(Map<String, Object> attributes, String name, int usual) {
        String value = text(attributes, name, String.valueOf(usual));
        if (!value.matches("\\d{1,2}")) {
            throw new QuoteException(name + " is to be a number");
        }
        return Integer.parseInt(value);
    }

    private List<Path> examples(Map<String, Object> attributes, String name) {
        return attributes.containsKey(name)
                ? List.of(stages.example(attributes.get(name).toString())) : List.of();
    }

    private Path kernel(Map<String, Object> attributes) {
        Object mistake = attributes.get("mistake");
        String number = mistake == null ? "stage" : "step";
        if (!attributes.containsKey(number)) {
            throw new QuoteException("say which kernel: " + FORM);
        }
        return mistake == null ? stages.kernel(number(attributes, number, 0))
                : stages.kernel(stages.mistake(number(attributes, number, 0), mistake.toString()));
    }
}
