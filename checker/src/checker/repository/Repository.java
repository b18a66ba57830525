package checker.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A clone of the course: where its parts lie. Only names and places; git is not asked.
 *
 * @param root the clone's top folder, absolute
 */
public record Repository(Path root) {

    /** The file that only the top folder of a clone has. */
    private static final Path MARK = Path.of("checker", "deps.java");

    /** Where the launcher says that the clone lies, for a call from outside of it. */
    private static final String ROOT_VARIABLE = "SMP_COURSE_ROOT";

    private static final Pattern FOLDER = Pattern.compile("(\\d\\d)-([a-z0-9-]+)");
    private static final Pattern NUMBER = Pattern.compile("(?:step-?)?0*(\\d{1,2})");

    public Repository {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The clone that the working directory lies in, else the one that the launcher belongs to.
     *
     * @throws NoRepositoryException when there is neither
     */
    public static Repository find() {
        Path here = Path.of("").toAbsolutePath();
        return above(here)
                .or(() -> Optional.ofNullable(System.getenv(ROOT_VARIABLE)).map(Path::of)
                        .flatMap(Repository::above))
                .orElseThrow(() -> new NoRepositoryException(here));
    }

    /** The clone that a folder lies in. */
    public static Optional<Repository> above(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(MARK))) {
                return Optional.of(new Repository(at));
            }
        }
        return Optional.empty();
    }

    /** The kernel's sources; on main those of the last stage. */
    public Path kernel() {
        return root.resolve("kernel");
    }

    /** Everything that is built and can be built again. */
    public Path build() {
        return root.resolve("build");
    }

    /** Where the checks leave what a machine wrote. */
    public Path log() {
        return root.resolve("log");
    }

    /** The kernel-mode test cases. */
    public Path probes() {
        return root.resolve("checker").resolve("probes");
    }

    /** The C files of the library that is loaded into QEMUs. */
    public Path nursery() {
        return root.resolve("checker").resolve("nursery");
    }

    /** The user-mode programs that kernels are tried with. */
    public Path guests() {
        return root.resolve("checker").resolve("guest");
    }

    /** The folders of all steps. */
    public Path stepsFolder() {
        return root.resolve("steps");
    }

    /** The steps that this clone has, by number, the baseline first. */
    public List<StepFolder> steps() {
        if (!Files.isDirectory(stepsFolder())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(stepsFolder())) {
            return folders.filter(Files::isDirectory).map(Repository::stepIn)
                    .flatMap(Optional::stream).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stepsFolder(), e);
        }
    }

    /**
     * The step that a learner names: {@code step-1}, {@code 1}, {@code 01-cpu-discovery} or
     * {@code cpu-discovery}.
     *
     * @throws UnknownStepException when this clone has none of that name
     */
    public StepFolder step(String name) {
        List<StepFolder> steps = steps();
        return steps.stream().filter(step -> isNamed(step, name)).findFirst()
                .orElseThrow(() -> new UnknownStepException(name, steps));
    }

    /** The same by number. */
    public StepFolder step(int number) {
        return step("step-" + number);
    }

    private static boolean isNamed(StepFolder step, String name) {
        Matcher number = NUMBER.matcher(name);
        return number.matches()
                ? Integer.parseInt(number.group(1)) == step.number()
                : name.equals(step.slug())
                        || name.equals(step.directory().getFileName().toString());
    }

    private static Optional<StepFolder> stepIn(Path folder) {
        Matcher name = FOLDER.matcher(folder.getFileName().toString());
        return name.matches()
                ? Optional.of(new StepFolder(
                        Integer.parseInt(name.group(1)), name.group(2), folder))
                : Optional.empty();
    }
}
