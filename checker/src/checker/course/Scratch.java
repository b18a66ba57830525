package checker.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A repository of its own in a temporary folder, for work that may fail half-way: it reads the
 * objects of the user's clone, but has its own branches, index, configuration and work tree. The
 * clone is changed only when all is done, by naming the commits there.
 *
 * <p>Its work tree shows {@code kernel/} alone. The folder goes away on {@link #close}, when the
 * JVM is interrupted, and otherwise when the next one is made.
 */
final class Scratch implements AutoCloseable {

    private static final String PREFIX = "eleven-steps-";
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);
    private static final Duration LAST_COMMAND = Duration.ofSeconds(5);

    private final Path folder;
    private final Git git;
    private final Thread removal = new Thread(this::abandon, "removal of a scratch repository");
    private final AtomicInteger files = new AtomicInteger();

    private Scratch(Clone clone, boolean keepsObjects) throws IOException {
        removeLeftBehind();
        folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        Runtime.getRuntime().addShutdownHook(removal);
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Git plain = Git.in(tree).with("GIT_DIR", gitDirectory().toString())
                .with("GIT_WORK_TREE", tree.toString());
        plain.text("init", "--quiet", "--template=", "--initial-branch=scratch",
                "--object-format=" + clone.objectFormat());
        borrowFrom(clone);
        git = keepsObjects
                ? plain.with("GIT_OBJECT_DIRECTORY", clone.objects().toString()) : plain;
    }

    /** One whose commits are lost with it. */
    static Scratch losing(Clone clone) {
        return make(clone, false);
    }

    /** One whose commits go into the clone's object store, where a branch may name them. */
    static Scratch keeping(Clone clone) {
        return make(clone, true);
    }

    /** Git in this repository and its work tree. */
    Git git() {
        return git;
    }

    /** Git in this repository with an empty index of its own; no work tree stands behind it. */
    Git gitWithOwnIndex() {
        return git.with("GIT_INDEX_FILE", newPath("index").toString());
    }

    /** A path in the temporary folder that nothing else uses. */
    Path newPath(String name) {
        return folder.resolve(name + "-" + files.incrementAndGet());
    }

    /** The folder with this repository's own state. */
    Path gitDirectory() {
        return folder.resolve("git");
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            return; // the JVM is going down: the hook runs anyway and finds nothing left
        }
    }

    private static Scratch make(Clone clone, boolean keepsObjects) {
        try {
            return new Scratch(clone, keepsObjects);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    private void borrowFrom(Clone clone) throws IOException {
        Path information = Files.createDirectories(gitDirectory().resolve("info"));
        Files.writeString(information.resolve("sparse-checkout"), "/kernel/\n");
        Files.writeString(gitDirectory().resolve("config"), "[core]\n\tsparseCheckout = true\n",
                StandardOpenOption.APPEND);
        Path objects = Files.createDirectories(gitDirectory().resolve("objects/info"));
        Files.writeString(objects.resolve("alternates"), clone.objects() + "\n");
        Optional<Path> shallow = clone.shallowFile();
        if (shallow.isPresent()) {
            Files.copy(shallow.get(), gitDirectory().resolve("shallow"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void remove() {
        removeTree(folder);
    }

    /**
     * Removes the folder while another thread may still be at work: without the folder that git
     * runs in none can be started any more, and one that runs is let come to its end, since it may
     * be writing to the clone.
     */
    private void abandon() {
        removeTree(folder.resolve("tree"));
        CompletableFuture<?>[] ends = ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").endsWith("/git"))
                .map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).completeOnTimeout(
                null, LAST_COMMAND.toMillis(), TimeUnit.MILLISECONDS).join();
        remove();
    }

    private static void removeTree(Path top) {
        try (Stream<Path> all = Files.walk(top)) {
            List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // a git that was interrupted still writes: the next scratch takes it away
        }
    }

    /** Takes away what a killed process of this user has left, an hour after it was made. */
    private static void removeLeftBehind() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        FileTime latest = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (Stream<Path> all = Files.list(temporary)) {
            for (Path path : all.filter(Scratch::isOurs).toList()) {
                if (!isInUse(path) && Files.getLastModifiedTime(path).compareTo(latest) < 0) {
                    removeTree(path);
                }
            }
        } catch (NoSuchFileException e) {
            return; // another process was faster
        }
    }

    private static boolean isOurs(Path path) {
        return path.getFileName().toString().matches(PREFIX + "\\d+-.*") && Files.isWritable(path);
    }

    private static boolean isInUse(Path path) {
        String process = path.getFileName().toString().substring(PREFIX.length()).split("-")[0];
        return ProcessHandle.of(Long.parseLong(process)).isPresent();
    }
}
