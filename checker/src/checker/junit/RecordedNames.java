package checker.junit;

import checker.kernel.ElfImage;
import checker.kernel.OffsetRequest;
import checker.oracle.StructView;
import checker.timeline.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of what a kernel recorded: tasks by its table of tasks, system calls by its header,
 * addresses by its symbols. A kernel without these things has just no names for them.
 */
final class RecordedNames implements Names {

    private static final OffsetRequest TASK = OffsetRequest.of("tasks/Task.h")
            .size("Task").field("Task", "Number").field("Task", "Name");
    private static final Pattern CALL = Pattern.compile(
            "(?m)^#define SYS_(\\w{1,40})[ \\t]+(\\d{1,9})\\b");
    private static final int LOW_HALF = 0xffff;

    private final Map<Integer, String> tasks;
    private final Map<Long, String> calls;
    private final Optional<ElfImage> image;

    private RecordedNames(Map<Integer, String> tasks, Map<Long, String> calls,
            Optional<ElfImage> image) {
        this.tasks = tasks;
        this.calls = calls;
        this.image = image;
    }

    /** Of a machine that ran this kernel, or the same with probes. */
    static RecordedNames of(Recording recording, Kernel kernel) {
        return new RecordedNames(recording.tasks().map(table -> tasks(table, kernel))
                .orElse(Map.of()), calls(kernel.order().source()), recording.image());
    }

    @Override
    public Optional<String> task(int number) {
        return Optional.ofNullable(tasks.get(number));
    }

    @Override
    public Optional<String> call(long number) {
        return Optional.ofNullable(calls.get(number));
    }

    @Override
    public Optional<String> address(long address) {
        return image.filter(kernel -> kernel.symbolAt(address).isPresent())
                .map(kernel -> kernel.describe(address));
    }

    private static Map<Integer, String> tasks(byte[] table, Kernel kernel) {
        Map<Integer, String> names = new HashMap<>();
        try {
            for (StructView task : StructView.array(kernel.offsets(TASK), "Task", table)) {
                String name = task.text("Name").strip();
                if (!name.isEmpty()) {
                    names.putIfAbsent((int) task.unsigned("Number") & LOW_HALF, name);
                }
            }
        } catch (Finding | IllegalArgumentException e) {
            return Map.of(); // tasks of another shape: they keep their numbers
        }
        return names;
    }

    private static Map<Long, String> calls(Path source) {
        Map<Long, String> names = new HashMap<>();
        try {
            Matcher call = CALL.matcher(Files.readString(
                    source.resolve("abi/SystemCalls.h"), StandardCharsets.ISO_8859_1));
            while (call.find()) {
                names.putIfAbsent(Long.valueOf(call.group(2)),
                        call.group(1).toLowerCase(Locale.ROOT));
            }
        } catch (IOException e) {
            return Map.of(); // a kernel before it had system calls
        }
        return names;
    }
}
