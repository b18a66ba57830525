package checker.book;

import checker.repository.Repository;
import checker.repository.StepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sources of the book in the order in which they are read: {@code book/index.adoc}, the pages
 * that it names in its attribute {@code :before-the-steps:}, the lessons, and the pages named in
 * {@code :after-the-steps:}, by their names without the ending, which are those of files in
 * {@code book/} or paths from there.
 *
 * @param sources what becomes a page, the index first
 * @param problems pages named that do not exist, and pages that are not named
 */
record Contents(List<Source> sources, List<Problem> problems) {

    /**
     * A text to be.
     *
     * @param file the AsciiDoc, absolute
     * @param page the name of its page
     * @param isLesson whether it is a step's
     */
    record Source(Path file, String page, boolean isLesson) { }

    Contents {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    static Contents of(Repository repository) throws IOException {
        Path root = repository.root();
        Path folder = root.resolve("book");
        Path index = folder.resolve("index.adoc");
        List<String> lines = Files.readAllLines(index);
        List<Source> sources = new ArrayList<>(List.of(new Source(index, "index.html", false)));
        List<Problem> problems = new ArrayList<>();
        sources.addAll(named(folder, lines, "before-the-steps"));
        for (StepFolder step : repository.steps()) {
            sources.add(new Source(step.lesson(), step.directory().getFileName() + ".html", true));
        }
        sources.addAll(named(folder, lines, "after-the-steps"));
        sources.stream().filter(source -> !Files.isRegularFile(source.file()))
                .forEach(source -> problems.add(new Problem(root.relativize(index),
                        line(lines, source.file()),
                        "there is no " + root.relativize(source.file()))));
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".adoc")).sorted()
                    .filter(file -> sources.stream().noneMatch(each -> each.file().equals(file)))
                    .forEach(file -> problems.add(new Problem(root.relativize(file), 0,
                            "book/index.adoc does not name this page")));
        }
        sources.removeIf(source -> !Files.isRegularFile(source.file()));
        return new Contents(sources, problems);
    }

    private static List<Source> named(Path folder, List<String> lines, String attribute) {
        String start = ":" + attribute + ":";
        return lines.stream().filter(line -> line.startsWith(start))
                .flatMap(line -> Arrays.stream(line.substring(start.length()).trim().split(" +")))
                .filter(name -> !name.isEmpty())
                .map(name -> folder.resolve(name + ".adoc").normalize())
                .map(file -> new Source(file, name(file) + ".html", false))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.adoc$", "");
    }

    /** The line that names a page, from 1. */
    private static int line(List<String> lines, Path file) {
        Pattern named = Pattern.compile("^:.*[ /]" + Pattern.quote(name(file)) + "( |$)");
        return 1 + IntStream.range(0, lines.size())
                .filter(index -> named.matcher(lines.get(index)).find())
                .findFirst().orElse(-1);
    }
}
