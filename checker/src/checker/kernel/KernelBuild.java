package checker.kernel;

import checker.process.MissingToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Builds kernels by their own Makefile, and nothing twice.
 *
 * <p>Each source tree has an object folder of its own for each way to build it, so an edit costs
 * the files it touches; files that another tree has just the same come from the compiler cache,
 * where there is one. A finished kernel is kept under a key of everything that went into it, so
 * equal sources, wherever they lie, are built once, and a kernel in use is never overwritten.
 *
 * <p>Safe for any number of threads and processes that share a build folder: builds of one kernel,
 * and builds in one object folder, take turns.
 */
public final class KernelBuild {

    private static final int ATTEMPTS = 5;

    private final Path objectsFolder;
    private final CompilerCache cache;
    private final KernelStore store;
    private final OffsetCompiler offsetCompiler;
    private final UserlandBuild userland;
    private final ConcurrentMap<List<Object>, Answer> known = new ConcurrentHashMap<>();

    /** Keeps objects and kernels under {@code buildFolder}, which need not exist yet. */
    public KernelBuild(Path buildFolder) {
        Path folder = buildFolder.toAbsolutePath().normalize();
        objectsFolder = folder.resolve("objects");
        cache = new CompilerCache(folder.resolve("ccache"));
        store = new KernelStore(folder.resolve("kernels"));
        offsetCompiler = new OffsetCompiler(folder.resolve("offsets"));
        userland = new UserlandBuild(folder.resolve("userland"), cache);
    }

    /**
     * Builds the kernel, or finds it already built.
     *
     * @throws MissingToolException when make or a compiler is not installed
     * @throws UncheckedIOException when the build folder cannot be written
     */
    public BuildResult build(BuildOrder order) {
        Tools tools = Tools.of(order.toolchain());
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<BuildResult> result = buildOnce(order, tools);
                if (result.isPresent()) {
                    return result.get();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build " + order.describe(), e);
        }
        throw new IllegalStateException("the sources in " + order.source()
                + " change faster than they can be built");
    }

    /**
     * Builds the programs that the kernel brings along, into an archive to boot with, or finds it.
     *
     * @throws BuildFailedException when they do not build
     * @throws MissingToolException when make or a compiler is not installed
     */
    public Path userland(BuildOrder order) {
        return userland(order, List.of());
    }

    /** The same with further programs, each a file of C. */
    public Path userland(BuildOrder order, List<Path> more) {
        try {
            return userland.build(order, more);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build programs for " + order.describe(), e);
        }
    }

    /**
     * Asks the order's compiler where the fields of the kernel's structures lie.
     *
     * @throws MissingDefinitionException when the kernel's headers lack something requested
     * @throws BuildFailedException when the headers do not compile for another reason
     * @throws MissingToolException when make or a compiler is not installed
     */
    public Offsets offsets(BuildOrder order, OffsetRequest request) {
        Tools tools = Tools.of(order.toolchain());
        try {
            return offsetCompiler.compile(order, request,
                    SourceFiles.of(order).key(order, tools));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile offsets for " + order.describe(), e);
        }
    }

    /**
     * The same for an image that was built: asked of the compiler once, by headers that are those
     * of the image as long as nobody edits them before the first question.
     *
     * @param image the image's file, as {@link BuiltKernel#elf}
     */
    public Offsets offsets(BuildOrder order, Path image, OffsetRequest request) {
        return known.computeIfAbsent(List.of(image, request.items()),
                key -> Answer.of(() -> ofImage(order, image, request))).orElseThrow();
    }

    /** As it was asked of the compiler before, maybe by another check, or as it answers now. */
    private Offsets ofImage(BuildOrder order, Path image, OffsetRequest request) {
        return offsetCompiler.stored(request, KernelStore.key(image))
                .orElseGet(() -> offsets(order, request));
    }

    /** What came of a question: offsets, or the finding that there are none. */
    private record Answer(Optional<Offsets> offsets, Optional<MissingDefinitionException> finding) {

        static Answer of(Supplier<Offsets> question) {
            try {
                return new Answer(Optional.of(question.get()), Optional.empty());
            } catch (MissingDefinitionException e) {
                return new Answer(Optional.empty(), Optional.of(e));
            }
        }

        Offsets orElseThrow() {
            return offsets.orElseThrow(finding::orElseThrow);
        }
    }

    /** Empty when the sources were edited during the build, so that nobody knows what it made. */
    private Optional<BuildResult> buildOnce(BuildOrder order, Tools tools) throws IOException {
        SourceFiles files = SourceFiles.of(order);
        String key = files.key(order, tools);
        try (FolderLock lock = FolderLock.take(store.place(key))) {
            Optional<BuiltKernel> stored = store.find(key, order);
            return stored.isPresent()
                    ? Optional.of(stored.get())
                    : make(order, files, key);
        }
    }

    private Optional<BuildResult> make(BuildOrder order, SourceFiles files, String key)
            throws IOException {
        ObjectFolder objects = new ObjectFolder(objectsFolder, order, cache);
        try (FolderLock lock = objects.lock()) {
            int exitCode = objects.make(order, files);
            if (!files.equals(SourceFiles.of(order))) {
                objects.forget();
                return Optional.empty();
            }
            objects.remember(files);
            return Optional.of(exitCode == 0 && Files.isRegularFile(objects.elf())
                    ? store.keep(key, order, objects.elf(), objects.log())
                    : BuildFailure.of(order, exitCode, store.keepLog(key, objects.log())));
        }
    }
}
