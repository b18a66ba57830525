package checker.book;

import checker.kernel.ContentKey;
import checker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs that decide what a run shows, told from others without starting them. */
final class ToolVersions {

    private static final List<String> TOOLS = List.of(
            "qemu-system-x86_64", "qemu-system-i386", "clang", "ld.lld", "make");

    private ToolVersions() {}

    /** Adds their names, and size and time of those that there are. */
    static void add(ContentKey key) throws IOException {
        for (String tool : TOOLS) {
            key.word(tool);
            Optional<Path> program = Programs.find(tool);
            if (program.isPresent()) {
                key.word(Files.size(program.get()) + " "
                        + Files.getLastModifiedTime(program.get()).toMillis());
            }
        }
    }
}
