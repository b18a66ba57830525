package checker.book;

import checker.book.live.Answers;
import checker.book.live.BootedMachines;
import checker.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The site of a clone's lessons. It is written when all of it is right, in place of the one before;
 * until then that one stays.
 *
 * @param index its first page
 * @param pages how many pages it has
 */
record Book(Path index, int pages) {

    private static final String STYLE = "book.css";

    /**
     * Builds it from the clone's files as they are now, into {@code build/book}.
     *
     * @throws BookFailedException when a source has a fault
     */
    static Book build(Repository repository) throws IOException {
        try (BootedMachines machines = new BootedMachines(repository)) {
            return build(repository, new KeptRuns(repository, new CheckRuns(repository)),
                    new KeptAnswers(repository, machines));
        }
    }

    /** The same with other runs and machines. */
    static Book build(Repository repository, Runs runs, Answers answers) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        List<Text> texts = new ArrayList<>();
        Contents contents = Contents.of(repository);
        List<Problem> problems = new ArrayList<>(contents.problems());
        try (Stages stages = Stages.of(repository);
                Converter converter = new Converter(repository.root(), stages, runs, answers)) {
            for (Contents.Source source : contents.sources()) {
                texts.add(converter.convert(source.file(), source.page()));
            }
            problems.addAll(converter.problems());
        }
        Links links = new Links(repository.root(), texts);
        Page page = new Page(texts);
        texts.forEach(text -> pages.put(text.page(), page.html(text, links.resolve(text))));
        problems.addAll(links.problems());
        if (!problems.isEmpty()) {
            throw new BookFailedException(problems);
        }
        Path folder = write(repository.build(), pages, links.files());
        return new Book(folder.resolve("index.html"), texts.size());
    }

    private static Path write(Path build, Map<String, String> pages, Map<String, Path> files)
            throws IOException {
        Files.createDirectories(build);
        try (FileChannel channel = FileChannel.open(build.resolve(".book.lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Path fresh = build.resolve("book.new");
            delete(fresh);
            Files.createDirectories(fresh);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(fresh.resolve(page.getKey()), page.getValue());
            }
            for (Map.Entry<String, Path> file : files.entrySet()) {
                Path copy = fresh.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.copy(file.getValue(), copy);
            }
            try (InputStream style = Book.class.getResourceAsStream("/" + STYLE)) {
                Files.copy(style, fresh.resolve(STYLE));
            }
            Path folder = build.resolve("book");
            delete(folder);
            return Files.move(fresh, folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
