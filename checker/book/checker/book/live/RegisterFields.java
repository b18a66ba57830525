package checker.book.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the bits of registers mean, from {@code registers.txt}. */
final class RegisterFields {

    /**
     * A register.
     *
     * @param words what it is
     * @param source the manual that describes it
     * @param fields from the highest bit down
     */
    record Register(String words, String source, List<Field> fields) {}

    /**
     * A field.
     *
     * @param whole the register that it is all of, empty for some bits of this one
     * @param high its highest bit
     * @param low its lowest bit
     * @param name its name, which may be empty
     * @param words what it is for
     * @param meanings of its values, by value
     * @param isAddress whether it is an address without its low bits
     */
    record Field(String whole, int high, int low, String name, String words,
            Map<Long, String> meanings, boolean isAddress) {

        long mask() {
            return -1L >>> Long.SIZE - 1 - high + low << low;
        }

        long value(long register) {
            return (register & mask()) >>> low;
        }

        String bits() {
            return !whole.isEmpty() ? "all" : high == low ? String.valueOf(low)
                    : high + "-" + low;
        }
    }

    private static final String FILE = "/registers.txt";

    private final Map<String, Register> registers = new TreeMap<>();

    private RegisterFields() {}

    static RegisterFields read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                RegisterFields.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            RegisterFields fields = new RegisterFields();
            fields.read(lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private void read(List<String> lines) {
        String name = "";
        String[] head = {};
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" *\\| *");
            if (!line.startsWith("= ")) {
                fields.add(field(parts));
                continue;
            }
            put(name, head, fields);
            name = parts[0].substring(2);
            head = parts;
            fields.clear();
        }
        put(name, head, fields);
    }

    private void put(String name, String[] head, List<Field> fields) {
        if (!name.isEmpty()) {
            registers.put(name, new Register(head[1], head[2], List.copyOf(fields)));
        }
    }

    private static Field field(String[] parts) {
        String place = parts[0].split(" ")[0];
        String name = parts[0].substring(place.length()).strip();
        boolean bits = place.matches("\\d+(-\\d+)?");
        int high = bits ? Integer.parseInt(place.split("-")[0]) : Long.SIZE - 1;
        int low = bits ? Integer.parseInt(place.substring(place.indexOf('-') + 1)) : 0;
        Map<Long, String> meanings = new TreeMap<>();
        List<String> values = Arrays.asList(parts).subList(2, parts.length);
        values.stream().filter(value -> !value.equals("address")).forEach(value -> {
            String number = value.split(" ")[0];
            meanings.put(Long.parseLong(number.replace("H", ""), 16),
                    value.substring(number.length()).strip());
        });
        return new Field(bits ? "" : place, high, low, name, parts[1], meanings,
                values.contains("address"));
    }

    /**
     * A register by its name.
     *
     * @throws LiveException when it is not described
     */
    Register register(String name, String architecture) {
        Register register = registers.getOrDefault(name + " " + architecture,
                registers.get(name));
        if (register == null) {
            throw new LiveException("no register " + name + "; there are "
                    + String.join(", ", registers.keySet()));
        }
        return register;
    }
}
