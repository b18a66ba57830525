package checker.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A kernel of a few instructions in machine code, as an ELF file with headers of Multiboot 1 and 2.
 * It begins in 32-bit protected mode at {@link #CODE}, with flat segments and interrupts off.
 */
final class TinyGuest implements Symbols {

    static final int CODE = 0x100080;

    private static final int LOAD = 0x100000;
    private static final int HEADERS = 0x80;
    private static final int FILE_OFFSET = 0x1000;
    private static final int MULTIBOOT = 0x1badb002;
    private static final int MULTIBOOT_2 = 0xe85250d6;
    private static final int HEADER_2_BYTES = 24;

    private final byte[] code;
    private final Map<String, Long> symbols = new LinkedHashMap<>();

    private TinyGuest(byte[] code) {
        this.code = code;
    }

    /** A guest of instructions in hexadecimal; blanks are for the reader. */
    static TinyGuest of(String... instructions) {
        String hex = String.join("", instructions).replace(" ", "");
        return new TinyGuest(HexFormat.of().parseHex(hex));
    }

    /** With a symbol at a linear address. */
    TinyGuest with(String symbol, long address) {
        symbols.put(symbol, address);
        return this;
    }

    /** Writes the ELF file. */
    Path writeTo(Path folder) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(FILE_OFFSET + HEADERS + code.length);
        file.order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) 3).putInt(1).putInt(CODE).putInt(52).putInt(0);
        file.putInt(0).putShort((short) 52).putShort((short) 32).putShort((short) 1);
        int size = HEADERS + code.length;
        file.position(52);
        file.putInt(1).putInt(FILE_OFFSET).putInt(LOAD).putInt(LOAD);
        file.putInt(size).putInt(size).putInt(7).putInt(FILE_OFFSET);
        file.position(FILE_OFFSET);
        file.putInt(MULTIBOOT).putInt(0).putInt(-MULTIBOOT).putInt(0);
        file.putInt(MULTIBOOT_2).putInt(0).putInt(HEADER_2_BYTES)
                .putInt(-(MULTIBOOT_2 + HEADER_2_BYTES)).putInt(0).putInt(8); // no tag but the end
        file.position(FILE_OFFSET + HEADERS);
        file.put(code);
        Path path = folder.resolve("guest.elf");
        Files.write(path, file.array());
        return path;
    }

    @Override
    public OptionalLong address(String symbol) {
        Long address = symbols.get(symbol);
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    @Override
    public long entry() {
        return CODE;
    }

    @Override
    public String describe(long address) {
        return String.format("0x%x", address);
    }
}
