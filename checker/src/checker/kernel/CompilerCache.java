package checker.kernel;

import checker.process.Command;
import checker.process.Folders;
import checker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Has the compilers of a build called through ccache, where that is installed: stages, mistakes and
 * variants lie in folders of their own and differ in a file or two, and the other files need not be
 * compiled again. It goes by contents and by the compiler, whatever the folder: the kernel's
 * Makefile keeps the folder's name out of objects.
 *
 * <p>ccache finds its place by links of the compilers' names in front of the PATH ("Run modes" in
 * its manual), so that nobody's Makefile has to know of it.
 */
final class CompilerCache {

    private static final String PROGRAM = "ccache";
    private static final List<String> COMPILERS = List.of("clang", "gcc");
    private static final String LARGEST = "400M";

    private final Path folder;

    /** The one that keeps its objects in {@code folder}, which need not exist yet. */
    CompilerCache(Path folder) {
        this.folder = folder;
    }

    /** The command, whose compilers are looked for on the PATH, with the cache before them. */
    Command under(Command command) throws IOException {
        Optional<Path> program = Programs.find(PROGRAM);
        if (program.isEmpty()) {
            return command;
        }
        return command.with("PATH", links(program.get()) + ":" + System.getenv("PATH"))
                .with("CCACHE_DIR", folder.toString())
                .with("CCACHE_MAXSIZE", LARGEST)
                .with("CCACHE_NOHASHDIR", "true") // objects name no folder of this machine
                .with("CCACHE_DEPEND", "true"); // make's .d files tell which headers went in
    }

    private Path links(Path program) throws IOException {
        Path links = Files.createDirectories(folder.resolve("bin"));
        for (String compiler : COMPILERS) {
            Folders.link(links.resolve(compiler), program);
        }
        return links;
    }
}
