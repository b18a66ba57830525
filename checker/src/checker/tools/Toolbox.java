package checker.tools;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.CommandTimedOutException;
import checker.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for tools on this machine and asks each of them for its version. */
public final class Toolbox {

    /** Asking for a version starts a JVM in the worst case. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String JDK = "jdk";
    private static final int SHOWN_CHARACTERS = 60;

    private final String path;
    private final Path javaHome;
    private final Duration patience;

    /**
     * The tools in certain folders.
     *
     * @param path folders separated as in PATH
     * @param javaHome the JDK that runs the commands
     * @param patience how long a tool may take to answer
     */
    Toolbox(String path, Path javaHome, Duration patience) {
        this.path = path;
        this.javaHome = javaHome;
        this.patience = patience;
    }

    /** The tools on this process's PATH. */
    public static Toolbox here() {
        String path = System.getenv().getOrDefault("PATH", "");
        return new Toolbox(path, Path.of(System.getProperty("java.home")), PATIENCE);
    }

    /** Looks for one tool. */
    public Item examine(ToolNeed need) {
        if (need.probes().contains(JDK)) {
            return jdk(need);
        }
        for (String probe : need.probes()) {
            Optional<Path> place = probe.startsWith("/")
                    ? matching(Path.of(probe)) : Programs.find(probe, path);
            if (place.isPresent()) {
                return probe.startsWith("/")
                        ? item(need, Verdict.OK, "", place.get().toString())
                        : asked(need, place.get());
            }
        }
        return need.groups().contains("fetch")
                ? item(need, Verdict.NOTE, "", need.purpose() + "; not here, and not needed now")
                : item(need, Verdict.MISSING, "", need.purpose());
    }

    private Item jdk(ToolNeed need) {
        if (!Files.isExecutable(javaHome.resolve("bin").resolve("javac"))) {
            return item(need, Verdict.MISSING, "", javaHome + " has no javac: it is no JDK");
        }
        return judged(need, Version.in(Runtime.version().toString()).orElseThrow(), javaHome);
    }

    private Item asked(ToolNeed need, Path program) {
        CommandResult answer;
        try {
            answer = Command.of(program.toString(), "--version").with("PATH", path)
                    .with("LC_ALL", "C").withErrorsInOutput().within(patience).run();
        } catch (CommandTimedOutException e) {
            return item(need, Verdict.BROKEN, "", program + " does not answer to --version within "
                    + patience.toSeconds() + " s");
        } catch (UncheckedIOException e) {
            return item(need, Verdict.BROKEN, "", program + " cannot be run: "
                    + e.getCause().getMessage());
        }
        if (!answer.succeeded()) {
            return item(need, Verdict.BROKEN, "", program + " --version ends with exit code "
                    + answer.exitCode() + said(answer));
        }
        return Version.in(answer.output())
                .map(version -> judged(need, version, program))
                .orElseGet(() -> item(need, need.least().isPresent() ? Verdict.NOTE : Verdict.OK,
                        "", program + " does not tell its version" + said(answer)));
    }

    private static Item judged(ToolNeed need, Version version, Path place) {
        if (need.least().filter(least -> version.compareTo(least) < 0).isPresent()) {
            return item(need, Verdict.TOO_OLD, version.toString(), "at least " + need.least().get()
                    + " is needed; this is " + place);
        }
        if (need.tested().filter(tested -> version.compareTo(tested) < 0).isPresent()) {
            return item(need, Verdict.NOTE, version.toString(), "the course is tested with "
                    + need.tested().get() + " and newer; this is " + place);
        }
        return item(need, Verdict.OK, version.toString(), place.toString());
    }

    private static String said(CommandResult answer) {
        String text = answer.output().replaceAll("[^!-~]+", " ").strip();
        return text.isEmpty() ? " and says nothing"
                : ": " + text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
    }

    /** The first file that a pattern with wildcards in any of its parts matches. */
    private static Optional<Path> matching(Path pattern) {
        List<Path> parts = new ArrayList<>();
        pattern.forEach(parts::add);
        return descend(pattern.getRoot(), parts);
    }

    private static Optional<Path> descend(Path at, List<Path> parts) {
        if (parts.isEmpty()) {
            return Optional.of(at).filter(Files::exists);
        }
        try (DirectoryStream<Path> inside =
                Files.newDirectoryStream(at, parts.get(0).toString())) {
            for (Path next : inside) {
                Optional<Path> found = descend(next, parts.subList(1, parts.size()));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such folder, or one that we may not read
        }
    }

    private static Item item(ToolNeed need, Verdict verdict, String found, String remark) {
        return new Item(topic(need.groups()), need.name(), verdict, need.vital(), found, remark);
    }

    private static Item.Topic topic(Set<String> groups) {
        return groups.contains("start") || groups.contains("fetch") ? Item.Topic.START
                : groups.contains("check") ? Item.Topic.CHECK
                : groups.contains("thorough") ? Item.Topic.THOROUGH : Item.Topic.TEST;
    }
}
