package checker.junit;

import checker.machine.Architecture;
import checker.machine.MachineSpec;
import checker.process.Folders;
import checker.report.Evidence;
import checker.report.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which each machine of a check leaves what its kernel wrote, {@code NAME.log}, and
 * how it stood at the end, {@code NAME.state}; where it was asked for, also its timeline,
 * {@code NAME.trace.html} and others. The files of the last check are thrown away.
 */
public final class MachineLogs implements AutoCloseable {

    private static final int SHOWN_LINES = 8;
    private static final String SCRATCH = ".machines-";
    private static final String OURS = "x86-(32|64)-.*\\.(log|state|trace\\.(html|json|txt))";

    private final Path folder;
    private final Path scratch;
    private final AtomicInteger machines = new AtomicInteger();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Timelines timelines = new Timelines();

    /** Opens the folder, which need not exist yet. */
    public MachineLogs(Path folder) {
        this.folder = folder;
        this.scratch = folder.resolve(SCRATCH + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            deleteScratchOfTheDead();
            for (Path old : oldFiles()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** A new folder for what a machine writes while it runs; gone with {@link #close}. */
    Path scratch() {
        return scratch.resolve(String.valueOf(machines.incrementAndGet()));
    }

    /** Throws the scratch folders away; what was kept stays. */
    @Override
    public void close() {
        try {
            Folders.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + scratch, e);
        }
    }

    /** Writes what a machine left. */
    Evidence keep(Remains remains) {
        String name = name(remains);
        Path log = folder.resolve(name + ".log");
        List<String> state = new ArrayList<>();
        state.add("machine: " + remains.spec().describe());
        state.add("command: " + String.join(" ", remains.commandLine()));
        state.addAll(remains.states());
        try {
            Files.writeString(log, remains.serial(), StandardCharsets.ISO_8859_1);
            Files.write(folder.resolve(name + ".state"), state, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
        return new Evidence(Optional.of(log), remains.commandLine(),
                SafeText.lastLines(remains.serial(), SHOWN_LINES));
    }

    /** Draws what a machine recorded beside its log; without a log there was no machine. */
    Evidence drawn(Evidence evidence, MachineSpec spec, Recording recording,
            Supplier<Kernel> kernel) {
        return evidence.log().map(log -> evidence.with(
                timelines.draw(log, spec, recording, kernel))).orElse(evidence);
    }

    /** Keeps the output of a failed build; gives the path as a learner would type it. */
    String keepBuild(Architecture architecture, Path log) {
        Path kept = folder.resolve(architecture + "-build.log");
        try {
            Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + kept, e);
        }
        return folder.getFileName() + "/" + kept.getFileName();
    }

    private synchronized String name(Remains remains) {
        String name = remains.spec().architecture() + "-" + NamedSpec.of(remains.spec()).name();
        int use = uses.merge(name, 1, Integer::sum);
        return use == 1 ? name : name + "-" + use;
    }

    /** A check that was killed could not throw away its own. */
    private void deleteScratchOfTheDead() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(MachineLogs::isOfTheDead).toList()) {
                Folders.delete(left);
            }
        }
    }

    private static boolean isOfTheDead(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches(Pattern.quote(SCRATCH) + "\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(name.substring(SCRATCH.length()))).isEmpty();
    }

    private List<Path> oldFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(OURS)).toList();
        }
    }
}
