package checker.book;

import checker.cli.SourceWatch;
import checker.course.CourseException;
import checker.repository.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds the book again whenever a source of it changes, and has it served meanwhile. */
final class Preview implements AutoCloseable {

    private static final List<String> SOURCES = List.of("book", "slides", "steps", "kernel",
            "checker/book", "checker/src", "checker/benchmarks");

    private final Repository repository;
    private final Builder builder;
    private final Optional<PreviewServer> server;
    private final PrintWriter out;
    private final String code;
    private String shown = "";

    /**
     * @param builder kept between builds, and closed at the end; the server is not
     * @param server whose pages load themselves again, if there is one
     * @param out what has been built, and what is wrong
     */
    Preview(Repository repository, Builder builder, Optional<PreviewServer> server,
            PrintWriter out) throws IOException {
        this.repository = repository;
        this.builder = builder;
        this.server = server;
        this.out = out;
        this.code = PageInputs.code(repository);
    }

    /** All that a build depends on, from now on. */
    SourceWatch watch() throws IOException {
        return new SourceWatch(SOURCES.stream().map(repository.root()::resolve)
                .filter(Files::isDirectory).toArray(Path[]::new));
    }

    /** Builds for as long as the thread is not interrupted. */
    void rebuildForever(SourceWatch watch) throws IOException, InterruptedException {
        while (true) {
            watch.awaitChange();
            build();
        }
    }

    /** Builds once. A fault is shown; whatever comes of it, the next build may be a good one. */
    void build() {
        long started = System.nanoTime();
        try {
            if (!PageInputs.code(repository).equals(code)) {
                show(List.of("the checker's own Java has changed: end this and start it again"));
                return;
            }
            Site site = builder.build();
            String key = site.key(repository);
            if (key.equals(shown)) {
                show(List.of());
                return;
            }
            if (server.isPresent()) {
                server.get().change(() -> {
                    site.write(repository);
                    return key;
                });
            } else {
                site.write(repository);
            }
            shown = key;
            double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
            out.println(String.format(Locale.ROOT, "built %d pages, %d of them anew, %.1f s",
                    site.pages(), builder.converted(), seconds));
        } catch (BookFailedException e) {
            show(e.problems().stream().map(Problem::toString).toList());
        } catch (CourseException e) {
            show(e.getMessage().lines().toList());
        } catch (IOException | UncheckedIOException e) { // such as a file that went meanwhile
            show(List.of("cannot read the sources: " + e.getMessage()));
        } catch (Exception e) {
            show(Stream.concat(Stream.of("internal error: " + e),
                    Stream.of(e.getStackTrace()).map(frame -> "  at " + frame)).toList());
        }
        out.flush();
    }

    /** None when the sources are as they were when they were right. */
    private void show(List<String> faults) {
        faults.forEach(out::println);
        out.println(faults.isEmpty() ? "nothing has changed" : "not built: "
                + (faults.size() == 1 ? "1 fault" : faults.size() + " faults"));
        out.flush();
        server.ifPresent(each -> each.show(faults));
    }

    @Override
    public void close() {
        builder.close();
    }
}
