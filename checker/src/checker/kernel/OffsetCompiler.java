package checker.kernel;

import checker.kernel.OffsetRequest.Item;
import checker.process.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Has the kernel's own compiler, with the kernel's own flags and headers, write down sizes and
 * offsets in the data of an object file, and reads them there.
 *
 * <p>Each item has a line of its own in the C file, so that the line of an error tells which item
 * the headers lack.
 */
final class OffsetCompiler {

    private static final String SOURCE = "offsets.c";
    private static final String OBJECT = "offsets.o";
    private static final String SECTION = ".offsets";
    private static final int ITEM_BYTES = 2 * Long.BYTES;

    private final Path folder;

    OffsetCompiler(Path folder) {
        this.folder = folder;
    }

    /** Answers a request; {@code sourcesKey} names the headers' contents and the compiler. */
    Offsets compile(BuildOrder order, OffsetRequest request, String sourcesKey)
            throws IOException {
        Lines lines = new Lines(request.items());
        Path place = place(lines, sourcesKey);
        try (FolderLock ignored = FolderLock.take(place)) {
            Path object = place.resolve(OBJECT);
            if (!Files.exists(object)) {
                Files.writeString(place.resolve(SOURCE), lines.text());
                compile(order, lines, place);
            }
            return read(request.items(), object);
        }
    }

    /** An answer that is there already, as a whole: it arrives by being renamed. */
    Optional<Offsets> stored(OffsetRequest request, String sourcesKey) {
        Path object = place(new Lines(request.items()), sourcesKey).resolve(OBJECT);
        return Files.exists(object)
                ? Optional.of(read(request.items(), object)) : Optional.empty();
    }

    private Path place(Lines lines, String sourcesKey) {
        return folder.resolve(new ContentKey().word(sourcesKey).word(lines.text()).text());
    }

    private static void compile(BuildOrder order, Lines lines, Path place) throws IOException {
        Path log = place.resolve("build.log");
        int exitCode = new MakeRun(order, place).run(log, "--silent", "compiler");
        List<String> command = new ArrayList<>(Files.readAllLines(log)); // a word a line
        if (exitCode != 0 || command.isEmpty()) {
            throw new BuildFailedException(BuildFailure.of(order, exitCode, log));
        }
        Path arriving = place.resolve(OBJECT + ".new");
        command.addAll(List.of("-Wno-error", "-c", place.resolve(SOURCE).toString(),
                "-o", arriving.toString()));
        exitCode = LoggedProcess.run(Command.of(command).in(order.source()), log);
        if (exitCode != 0) {
            throw explain(order, lines, exitCode, log);
        }
        Files.move(arriving, place.resolve(OBJECT), StandardCopyOption.ATOMIC_MOVE);
    }

    private static RuntimeException explain(BuildOrder order, Lines lines, int exitCode, Path log)
            throws IOException {
        String output = LoggedProcess.output(log, order.source());
        Map<String, MissingDefinitionException.Missing> missing = new LinkedHashMap<>();
        for (CompilerMessage error : CompilerOutput.errors(output)) {
            boolean ours = error.file().endsWith(SOURCE);
            for (Item item : ours ? lines.at(error.line()) : List.<Item>of()) {
                missing.putIfAbsent(item.name(), new MissingDefinitionException.Missing(
                        item.name(), item.header(), error.text()));
            }
        }
        return missing.isEmpty()
                ? new BuildFailedException(BuildFailure.of(order, exitCode, log))
                : new MissingDefinitionException(List.copyOf(missing.values()));
    }

    private static Offsets read(List<Item> items, Path object) {
        ByteBuffer values = ElfImage.read(object).section(SECTION)
                .map(section -> ByteBuffer.wrap(section.contents()))
                .filter(buffer -> buffer.remaining() == items.size() * ITEM_BYTES)
                .orElseThrow(() -> new CorruptElfException(object, "no values in " + SECTION))
                .order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Long> sizes = new HashMap<>();
        Map<String, Offsets.Field> fields = new HashMap<>();
        Map<String, Long> constants = new HashMap<>();
        for (Item item : items) {
            long first = values.getLong();
            long second = values.getLong();
            switch (item.kind()) {
                case SIZE -> sizes.put(item.name(), first);
                case FIELD -> fields.put(item.name(), new Offsets.Field(first, second));
                case CONSTANT -> constants.put(item.name(), first);
            }
        }
        return Offsets.of(sizes, fields, constants);
    }

    /** The C file, and which items a line of it speaks of. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private final Map<Integer, List<Item>> items = new HashMap<>();

        Lines(List<Item> requested) {
            Map<String, List<Item>> byHeader = new LinkedHashMap<>();
            for (Item item : requested) {
                byHeader.computeIfAbsent(item.header(), header -> new ArrayList<>()).add(item);
            }
            byHeader.forEach((header, itemsOfHeader) ->
                    add("#include \"" + header + "\"", itemsOfHeader));
            add("__attribute__((section(\"" + SECTION + "\"), used))", List.of());
            add("const unsigned long long RequestedOffsets[] = {", List.of());
            requested.forEach(item -> add(values(item), List.of(item)));
            add("};", List.of());
        }

        private void add(String line, List<Item> itemsOfLine) {
            lines.add(line);
            items.put(lines.size(), itemsOfLine);
        }

        private static String values(Item item) {
            return switch (item.kind()) {
                case SIZE -> "sizeof(" + item.type() + "), 0,";
                case FIELD -> "__builtin_offsetof(" + item.type() + ", " + item.member()
                        + "), sizeof(((" + item.type() + " *)0)->" + item.member() + "),";
                case CONSTANT -> "(unsigned long long)(" + item.type() + "), 0,";
            };
        }

        /** The items that an error in a line, counted from 1, speaks of. */
        List<Item> at(int line) {
            return items.getOrDefault(line, List.of());
        }

        String text() {
            StringJoiner text = new StringJoiner("\n", "", "\n");
            lines.forEach(text::add);
            return text.toString();
        }
    }
}
