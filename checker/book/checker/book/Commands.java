package checker.book;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of {@code ./jbang} as they are: those of {@code jbang-catalog.json}, with all that
 * they know of themselves.
 */
final class Commands {

    /** What a script hands over to; some of them stand above the book, so none is named here. */
    private static final Pattern CLASS = Pattern.compile("\\b(checker(?:\\.\\w+)+Command)\\b");

    private final Path root;
    private final Map<String, Path> scripts = new TreeMap<>();

    private Commands(Path root) {
        this.root = root;
    }

    /** Those of a clone; one without a catalog has none. */
    static Commands of(Path root) {
        Commands commands = new Commands(root);
        Path catalog = root.resolve("jbang-catalog.json");
        if (Files.isRegularFile(catalog)) {
            Map<?, ?> aliases = (Map<?, ?>) map(text(catalog)).get("aliases");
            aliases.forEach((name, alias) -> commands.scripts.put(name.toString(),
                    root.resolve(((Map<?, ?>) alias).get("script-ref").toString())));
        }
        return commands;
    }

    List<String> names() {
        return List.copyOf(scripts.keySet());
    }

    boolean has(String name) {
        return scripts.containsKey(name);
    }

    /**
     * A command, or a command of a command.
     *
     * @param words as {@code course start}
     * @throws QuoteException when there is none
     */
    CommandSpec find(String words) {
        List<String> path = Arrays.asList(words.split(" "));
        CommandSpec found = top(path.get(0));
        for (String word : path.subList(1, path.size())) {
            CommandLine below = found.subcommands().get(word);
            if (below == null) {
                throw new QuoteException("there is no command " + words);
            }
            found = below.getCommandSpec();
        }
        return found;
    }

    private CommandSpec top(String name) {
        if (!has(name)) {
            throw new QuoteException("there is no command " + name);
        }
        String script = text(scripts.get(name));
        Matcher named = CLASS.matcher(script.substring(script.indexOf("main(")));
        if (!named.find()) {
            throw new QuoteException(
                    root.relativize(scripts.get(name)) + " names no class of a command");
        }
        try {
            return CommandSpec.forAnnotatedObject(Class.forName(named.group(1)));
        } catch (ClassNotFoundException e) {
            throw new QuoteException("the book is built without " + named.group(1));
        }
    }

    private static Map<String, Object> map(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new UncheckedIOException("jbang-catalog.json is no JSON", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
