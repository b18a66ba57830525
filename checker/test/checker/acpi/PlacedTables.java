package checker.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a firmware makes of a set: it carries out the loader's commands, as SeaBIOS does. */
final class PlacedTables {

    private static final int TABLES_AT = 0x7fe0000;
    private static final int COMMAND_BYTES = 128;

    private final ByteBuffer tables;
    private final ByteBuffer rsdp;

    private PlacedTables(byte[] tables, byte[] rsdp) {
        this.tables = ByteBuffer.wrap(tables.clone()).order(ByteOrder.LITTLE_ENDIAN);
        this.rsdp = ByteBuffer.wrap(rsdp.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static PlacedTables place(FirmwareTables set) {
        PlacedTables placed = new PlacedTables(set.tables(), set.rsdp());
        ByteBuffer loader = ByteBuffer.wrap(set.loader()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < loader.capacity(); at += COMMAND_BYTES) {
            placed.carryOut(loader.slice(at, COMMAND_BYTES).order(ByteOrder.LITTLE_ENDIAN));
        }
        return placed;
    }

    boolean rsdpSumsToZero() {
        int whole = rsdpRevision() == 0 ? 20 : 36;
        return sum(rsdp, 0, 20) == 0 && sum(rsdp, 0, whole) == 0;
    }

    int rsdpRevision() {
        return rsdp.get(15);
    }

    long rsdpNumber(int at, int size) {
        return number(rsdp, at, size);
    }

    int sumOf(String signature) {
        int at = find(signature);
        return sum(tables, at, tables.getInt(at + 4));
    }

    long number(String signature, int at, int size) {
        return number(tables, find(signature) + at, size);
    }

    String signatureAt(long address) {
        byte[] four = new byte[4];
        tables.get((int) (address - TABLES_AT), four);
        return new String(four, StandardCharsets.US_ASCII);
    }

    List<String> listedIn(String root, int size) {
        int at = find(root);
        List<String> listed = new ArrayList<>();
        for (int next = 36; next < tables.getInt(at + 4); next += size) {
            listed.add(signatureAt(number(tables, at + next, size)));
        }
        return listed;
    }

    private void carryOut(ByteBuffer command) {
        switch (command.getInt(0)) {
            case 1 -> { } // ALLOCATE: the tables go to TABLES_AT, the RSDP anywhere
            case 2 -> { // ADD_POINTER
                ByteBuffer file = file(command);
                int at = command.getInt(116);
                int size = command.get(120);
                long value = number(file, at, size) + TABLES_AT;
                for (int index = 0; index < size; index++) {
                    file.put(at + index, (byte) (value >>> 8 * index));
                }
            }
            case 3 -> { // ADD_CHECKSUM
                ByteBuffer file = file(command);
                int result = command.getInt(60);
                int range = sum(file, command.getInt(64), command.getInt(68));
                file.put(result, (byte) (file.get(result) - range));
            }
            default -> throw new AssertionError("unknown command " + command.getInt(0));
        }
    }

    private ByteBuffer file(ByteBuffer command) {
        byte[] name = new byte[56];
        command.get(4, name);
        String text = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
        return text.equals("etc/acpi/rsdp") ? rsdp : tables;
    }

    private int find(String signature) {
        for (int at = 0; at < tables.capacity(); at += 8) {
            if (signatureAt(TABLES_AT + (long) at).equals(signature)) {
                return at;
            }
        }
        throw new AssertionError("no table " + signature);
    }

    private static int sum(ByteBuffer bytes, int start, int length) {
        int sum = 0;
        for (int at = start; at < start + length; at++) {
            sum += bytes.get(at);
        }
        return sum & 0xff;
    }

    private static long number(ByteBuffer bytes, int at, int size) {
        long value = 0;
        for (int index = size - 1; index >= 0; index--) {
            value = value << 8 | bytes.get(at + index) & 0xff;
        }
        return value;
    }
}
