package checker.book;

import checker.quote.Definitions;
import checker.quote.Definitions.Kind;
import checker.quote.Definitions.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every function, label, type and macro that the finished kernel's files tell one another of. */
final class KernelIndex {

    /** As one looks a name up: capitals and underscores do not count. */
    private static final Comparator<String> ORDER = Comparator
            .<String, String>comparing(name -> name.replace("_", "").toLowerCase())
            .thenComparing(name -> name);

    private final Stages stages;

    /** Most files are the same in all stages. */
    private final Map<String, List<Named>> read = new HashMap<>();

    KernelIndex(Stages stages) {
        this.stages = stages;
    }

    /**
     * A name of the kernel.
     *
     * @param files that define it, from the clone's top folder: one, or one for each architecture
     * @param purpose in a sentence; empty when its comment has none
     * @param stage the first that has it
     */
    record Entry(String name, Kind kind, List<String> files, String purpose, int stage) { }

    /** All of them, by name. Programs that run on the kernel have names of their own. */
    List<Entry> entries() {
        Map<String, Integer> first = new HashMap<>();
        for (int stage = 0; stage <= stages.lastStage(); stage++) {
            for (List<Named> file : files(stage).values()) {
                for (Named named : file) {
                    first.putIfAbsent(named.name(), stage);
                }
            }
        }
        Map<String, Map<String, Named>> all = new TreeMap<>(ORDER);
        files(stages.lastStage()).forEach((path, file) -> file.forEach(named ->
                all.computeIfAbsent(named.name(), name -> new TreeMap<>())
                        .merge(path, named, (one, two) -> one.isDefinition() ? one : two)));
        Map<String, String> listed = listed();
        return all.entrySet().stream().map(entry -> entry(entry.getKey(), entry.getValue(),
                listed, first.get(entry.getKey()))).toList();
    }

    private static Entry entry(String name, Map<String, Named> places, Map<String, String> listed,
            int stage) {
        List<String> defining = places.keySet().stream()
                .filter(path -> places.get(path).isDefinition()).toList();
        Set<Kind> kinds = new TreeSet<>(places.values().stream().map(Named::kind).toList());
        Optional<String> purpose = Stream.concat(
                        places.values().stream().filter(named -> !named.isDefinition()),
                        places.values().stream().filter(Named::isDefinition))
                .map(Named::purpose).filter(text -> !text.isEmpty()).findFirst();
        return new Entry(name, kinds.iterator().next(),
                defining.isEmpty() ? List.copyOf(places.keySet()) : defining,
                purpose.orElse(listed.getOrDefault(name, "")), stage);
    }

    private Map<String, List<Named>> files(int stage) {
        Map<String, List<Named>> files = new TreeMap<>();
        for (Path file : sources(stage)) {
            files.put(path(stage, file), read.computeIfAbsent(
                    path(stage, file) + "\n" + text(file), key -> names(file)));
        }
        return files;
    }

    private Map<String, String> listed() {
        Map<String, String> all = new HashMap<>();
        sources(stages.lastStage()).stream().filter(file -> file.toString().endsWith(".h"))
                .forEach(file -> all.putAll(
                        Definitions.listed(text(file).lines().toList())));
        return all;
    }

    private static List<Named> names(Path file) {
        List<String> lines = text(file).lines().toList();
        String name = file.toString();
        return name.endsWith(".h") ? Definitions.ofHeader(lines)
                : name.endsWith(".S") ? Definitions.labels(lines) : Definitions.functions(lines);
    }

    private String path(int stage, Path file) {
        return "kernel/" + stages.kernel(stage).relativize(file);
    }

    private List<Path> sources(int stage) {
        Path kernel = stages.kernel(stage);
        try (Stream<Path> all = Files.walk(kernel)) {
            return new ArrayList<>(all
                    .filter(file -> file.toString().matches(".*\\.[chS]"))
                    .filter(file -> !file.startsWith(kernel.resolve("user"))).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + kernel, e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
