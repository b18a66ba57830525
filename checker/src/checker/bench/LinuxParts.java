package checker.bench;

import checker.process.Command;
import checker.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Debian's kernel and C library for one architecture, unpacked below the clone's {@code build}.
 * What was fetched once is kept, also when there is a newer one: delete the folder for that.
 *
 * @param root where the packages are unpacked
 * @param version {@code 6.1.0-50-686-pae (Debian 6.1.176-1)}
 */
record LinuxParts(Path root, String version) {

    private static final String LIBGCC = "libgcc-";
    private static final String LIBGCC_NAME = "libgcc-\\d+-dev";
    private static final String IMAGE = "linux-image-";
    private static final String VERSION = "version";

    /**
     * The parts, fetched when they are not there yet.
     *
     * @param folder for this architecture; need not exist
     * @param path where apt's programs are, folders separated as in PATH
     * @param tell is told before something is fetched
     * @throws LinuxMissingException when they are not to be had
     */
    static LinuxParts in(Path folder, Debian debian, String path, Consumer<String> tell) {
        Path version = folder.resolve(VERSION);
        try {
            if (!Files.exists(version)) {
                tell.accept("fetching Debian's Linux and C library for " + debian.packages()
                        + " by apt-get, once, into build/");
                fetch(folder, debian, path);
            }
            return new LinuxParts(folder.resolve("root"), Files.readString(version).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep Linux in " + folder, e);
        }
    }

    private static void fetch(Path folder, Debian debian, String path) throws IOException {
        Path state = folder.resolve("apt");
        Apt apt = new Apt(state, debian, path);
        apt.update();
        String image = apt.dependency(debian.image(), IMAGE)
                .orElseThrow(() -> apt.missing(debian.image()));
        String libgcc = apt.names(LIBGCC).filter(name -> name.matches(LIBGCC_NAME))
                .max(Comparator.comparingInt(LinuxParts::number))
                .orElseThrow(() -> apt.missing(LIBGCC + "N-dev"));
        List<Path> packages = apt.fetch(List.of(image, "libc6-dev", "linux-libc-dev", libgcc));
        Path root = folder.resolve("root");
        Folders.delete(root);
        Files.createDirectories(root);
        // Of the kernel's package only the kernel: its modules are ten times all the rest.
        run(Command.of("sh", "-c", "dpkg-deb --fsys-tarfile \"$1\" | tar -x -C \"$2\""
                + " --wildcards './boot/vmlinuz-*'", "sh", packages.get(0).toString(),
                root.toString()));
        for (Path library : packages.subList(1, packages.size())) {
            run(Command.of("dpkg-deb", "-x", library.toString(), root.toString()));
        }
        String version = run(Command.of("dpkg-deb", "-f", packages.get(0).toString(), "Version"));
        Folders.delete(state);
        Files.writeString(folder.resolve(VERSION),
                image.substring(IMAGE.length()) + " (Debian " + version.strip() + ")\n");
    }

    /** What Linux is loaded from. */
    Path kernel() {
        return only("boot/vmlinuz-*");
    }

    /** The first file or folder below the root that a pattern matches. */
    Path only(String pattern) {
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> matcher.matches(root.relativize(path))).findFirst()
                    .orElseThrow(() -> new IOException("no " + pattern));
        } catch (IOException e) {
            throw new UncheckedIOException("Debian's packages in " + root
                    + " are not as they were; delete that folder and try again", e);
        }
    }

    private static int number(String libgcc) {
        return Integer.parseInt(libgcc.replaceAll("\\D", ""));
    }

    private static String run(Command command) {
        return command.run().orElseThrow().output();
    }
}
