package checker.bench;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's packages for one architecture, which need not be the host's. The host's package sources
 * and keys serve; lists and packages go to a folder of our own, so nothing of the host's changes,
 * nothing gets installed, and root is not needed.
 */
final class Apt {

    private static final List<String> PROGRAMS = List.of("apt-get", "apt-cache", "dpkg-deb");
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final String LEFT_OUT = "--no-linux measures our kernel alone";

    private final Path folder;
    private final Debian debian;
    private final String path;
    private String said = "";

    /**
     * Packages of Debian for an architecture.
     *
     * @param folder where to keep its state; need not exist
     * @param path where its programs are, folders separated as in PATH
     */
    Apt(Path folder, Debian debian, String path) {
        this.folder = folder;
        this.debian = debian;
        this.path = path;
    }

    /**
     * Brings the lists of packages up to date, as far as the sources can be reached.
     *
     * @throws LinuxMissingException when this is no system with apt
     */
    void update() throws IOException {
        for (String program : PROGRAMS) {
            if (Programs.find(program, path).isEmpty()) {
                throw new LinuxMissingException("Debian's Linux comes by " + program
                        + ", which this host does not have", List.of(
                                "on Debian 12, or in a container of it, ./jbang bench fetches it",
                                LEFT_OUT));
            }
        }
        Files.createDirectories(folder.resolve("state/lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Files.writeString(folder.resolve("status"), "");
        Files.writeString(configuration(), configurationText());
        // A source that cannot be reached may not be the one that is needed: see fetch.
        said = apt("apt-get", "-q", "update").output();
    }

    /** The first package that a package depends on whose name begins so. */
    Optional<String> dependency(String name, String prefix) {
        return apt("apt-cache", "depends", name).lines().stream().map(String::strip)
                .filter(line -> line.startsWith("Depends: " + prefix))
                .map(line -> line.substring("Depends: ".length())).findFirst();
    }

    /** All packages whose name begins so. */
    Stream<String> names(String prefix) {
        return apt("apt-cache", "pkgnames", prefix).lines().stream();
    }

    /**
     * Fetches packages.
     *
     * @return the files, in the order of the names
     * @throws LinuxMissingException when one of them is not to be had
     */
    List<Path> fetch(List<String> names) throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        CommandResult result = run(Command.of("apt-get", "-q", "-c", configuration().toString(),
                "download").and(names.toArray(String[]::new)).in(packages));
        if (!result.succeeded()) {
            said = result.output();
            throw missing(String.join(" ", names));
        }
        try (Stream<Path> files = Files.list(packages)) {
            List<Path> all = files.toList();
            return names.stream().map(name -> all.stream()
                    .filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .findFirst().orElseThrow(() -> missing(name))).toList();
        }
    }

    /** What to throw when there is no such package. */
    LinuxMissingException missing(String name) {
        List<String> last = said.lines().filter(line -> line.matches("(E:|W:|Err:).*"))
                .limit(3).toList();
        return new LinuxMissingException("the package sources of this host have no " + name
                + " for " + debian.packages(), Stream.concat(last.stream(), Stream.of(
                        "it takes a network, and sources of Debian 12 that are not limited to"
                                + " another architecture", LEFT_OUT)).toList());
    }

    private CommandResult apt(String program, String... words) {
        return run(Command.of(program, "-c", configuration().toString()).and(words));
    }

    private CommandResult run(Command command) {
        return command.with("PATH", path).with("LC_ALL", "C").within(LONGEST)
                .withErrorsInOutput().run();
    }

    private Path configuration() {
        return folder.resolve("apt.conf");
    }

    /** Read after the host's own, whose hooks after an update are not for us. */
    private String configurationText() {
        return """
                #clear APT::Update::Pre-Invoke;
                #clear APT::Update::Post-Invoke;
                #clear APT::Update::Post-Invoke-Success;
                APT::Architecture "%1$s";
                #clear APT::Architectures;
                APT::Architectures { "%1$s"; };
                APT::Sandbox::User "";
                Acquire::Languages "none";
                Dir::State "%2$s/state";
                Dir::State::status "%2$s/status";
                Dir::Cache "%2$s/cache";
                """.formatted(debian.packages(), folder.toAbsolutePath());
    }
}
