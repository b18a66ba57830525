package checker.kernel;

import checker.machine.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSectionHeader;
import net.fornwall.jelf.ElfSymbolTableSection;

/**
 * Reads one image by way of the ELF library, and believes neither the file nor the library: every
 * range is checked against the file's length first, since the library allocates what headers say.
 */
final class ElfReader {

    private static final int SYMBOL_BYTES_32 = 16;
    private static final int SYMBOL_BYTES_64 = 24;
    private static final long LARGEST_FILE = 256L << 20;

    private final Path file;
    private ElfFile elf;
    private byte[] bytes;

    ElfReader(Path file) {
        this.file = file;
    }

    ElfImage read() {
        bytes = fileBytes();
        try {
            elf = ElfFile.from(bytes);
            Architecture architecture = architecture();
            for (int index = 0; index < sectionCount(); index++) {
                checkSection(index);
            }
            return new ElfImage(file, architecture, address(elf.e_entry), symbols(), sections());
        } catch (CorruptElfException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library stumbles over damage in many ways, none of them documented.
            throw new CorruptElfException(file, "damaged ELF file (" + e.getMessage() + ")", e);
        }
    }

    private byte[] fileBytes() {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw corrupt("larger than " + (LARGEST_FILE >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The ELF class decides, and the machine field has to agree with it. */
    private Architecture architecture() {
        if (elf.ei_data != ElfFile.DATA_LSB) {
            throw corrupt("big-endian");
        }
        if (elf.ei_class == ElfFile.CLASS_32 && elf.e_machine == ElfFile.ARCH_i386) {
            return Architecture.X86_32;
        }
        if (elf.ei_class == ElfFile.CLASS_64 && elf.e_machine == ElfFile.ARCH_X86_64) {
            return Architecture.X86_64;
        }
        throw corrupt("ELF class " + elf.ei_class + " for machine " + (elf.e_machine & 0xffff)
                + " is neither x86-32 nor x86-64");
    }

    private List<ElfSection> sections() {
        List<ElfSection> sections = new ArrayList<>();
        for (int index = 1; index < sectionCount(); index++) {
            ElfSectionHeader header = elf.getSection(index).header;
            boolean hasBytes = header.sh_type != ElfSectionHeader.SHT_NOBITS;
            boolean loaded = (header.sh_flags & ElfSectionHeader.FLAG_ALLOC) != 0;
            byte[] contents = hasBytes ? contents(header) : new byte[0];
            sections.add(new ElfSection(header.getName(), address(header.sh_addr),
                    header.sh_size, loaded, contents));
        }
        return sections;
    }

    private byte[] contents(ElfSectionHeader header) {
        if (header.sh_type == ElfSectionHeader.SHT_NULL) {
            return new byte[0];
        }
        int from = (int) header.sh_offset;
        return Arrays.copyOfRange(bytes, from, from + (int) header.sh_size);
    }

    private List<ElfSymbol> symbols() {
        ElfSymbolTableSection table = elf.getSymbolTableSection();
        if (table == null) {
            throw corrupt("it has no symbols; was it stripped?");
        }
        List<ElfSymbol> symbols = new ArrayList<>();
        for (net.fornwall.jelf.ElfSymbol raw : table.symbols) {
            boolean defined = raw.st_shndx != 0;
            String name = raw.getName();
            if (defined && name != null && !name.isEmpty() && kind(raw) != null) {
                symbols.add(new ElfSymbol(name, address(raw.st_value), raw.st_size, kind(raw),
                        raw.getBinding() != net.fornwall.jelf.ElfSymbol.BINDING_LOCAL));
            }
        }
        return symbols;
    }

    private int sectionCount() {
        return elf.e_shnum & 0xffff;
    }

    /** Looks at the header itself: the library would already allocate what it asks for. */
    private void checkSection(int index) {
        boolean wide = elf.ei_class == ElfFile.CLASS_64;
        long at = elf.e_shoff + (long) index * (elf.e_shentsize & 0xffff);
        checkInFile("the header of section " + index, at, wide ? 64 : 40);
        ByteBuffer header = ByteBuffer.wrap(bytes, (int) at, wide ? 64 : 40).slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        int type = header.getInt(4);
        long offset = wide ? header.getLong(0x18) : header.getInt(0x10) & 0xffffffffL;
        long size = wide ? header.getLong(0x20) : header.getInt(0x14) & 0xffffffffL;
        long entry = wide ? header.getLong(0x38) : header.getInt(0x24) & 0xffffffffL;
        if (type != ElfSectionHeader.SHT_NULL && type != ElfSectionHeader.SHT_NOBITS) {
            checkInFile("section " + index, offset, size);
        }
        boolean symbolTable =
                type == ElfSectionHeader.SHT_SYMTAB || type == ElfSectionHeader.SHT_DYNSYM;
        if (symbolTable && entry != (wide ? SYMBOL_BYTES_64 : SYMBOL_BYTES_32)) {
            throw corrupt("a symbol table with entries of " + entry + " bytes");
        }
    }

    private static ElfSymbol.Kind kind(net.fornwall.jelf.ElfSymbol raw) {
        return switch (raw.getType()) {
            case net.fornwall.jelf.ElfSymbol.STT_FUNC -> ElfSymbol.Kind.FUNCTION;
            case net.fornwall.jelf.ElfSymbol.STT_OBJECT -> ElfSymbol.Kind.OBJECT;
            case net.fornwall.jelf.ElfSymbol.STT_NOTYPE -> ElfSymbol.Kind.LABEL;
            default -> null;
        };
    }

    private void checkInFile(String what, long offset, long size) {
        if (offset < 0 || size < 0 || size > bytes.length || offset > bytes.length - size) {
            throw corrupt(what + " reaches beyond the end of the file");
        }
    }

    /** The library sign-extends 32-bit addresses; an x86-32 kernel lives above 2 GiB. */
    private long address(long raw) {
        return elf.ei_class == ElfFile.CLASS_32 ? raw & 0xffffffffL : raw;
    }

    private CorruptElfException corrupt(String reason) {
        return new CorruptElfException(file, reason);
    }
}
