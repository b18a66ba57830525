package checker.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checker's own unit tests, a trial for each class. */
final class UnitTrials implements TrialSource {

    private static final String ENDING = "Test.java";

    private final Path sources;

    /** The tests below a folder of sources, all of which are on the class path. */
    UnitTrials(Path sources) {
        this.sources = sources;
    }

    @Override
    public List<Trial> trials() {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .map(file -> className(sources.relativize(file))).sorted()
                    .map(name -> Trial.of("unit/" + name, bench -> bench.unitTests().run(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + sources, e);
        }
    }

    private static String className(Path file) {
        String path = file.toString();
        return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }
}
