package checker.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as a shell does. */
public final class Programs {

    private Programs() {}

    /** The program on this process's PATH. */
    public static Optional<Path> find(String name) {
        return find(name, System.getenv("PATH"));
    }

    /**
     * The first executable file of that name.
     *
     * @param name a bare name, or a path, which is then taken as it is
     * @param path folders to look in, separated as in PATH; null is an empty one
     */
    public static Optional<Path> find(String name, String path) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Programs::runs);
        }
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            Optional<Path> program = in(folder, name);
            if (program.isPresent()) {
                return program;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> in(String folder, String name) {
        try {
            return Optional.of(Path.of(folder, name).toAbsolutePath()).filter(Programs::runs);
        } catch (InvalidPathException e) {
            return Optional.empty(); // a folder of that name cannot exist, so nothing lies in it
        }
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
