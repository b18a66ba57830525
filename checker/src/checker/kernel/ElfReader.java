package checker.kernel;

import checker.machine.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.fornwall.jelf.ElfException;
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
            return new ElfImage(file, architecture, address(elf.e_entry), symbols(), sections());
        } catch (ElfException | IndexOutOfBoundsException | NegativeArraySizeException
                | IllegalArgumentException | ClassCastException | NullPointerException e) {
            // The library's ways to stumble over a damaged file; none of them is documented.
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
        for (int index = 1; index < (elf.e_shnum & 0xffff); index++) {
            ElfSectionHeader header = elf.getSection(index).header;
            boolean hasBytes = header.sh_type != ElfSectionHeader.SHT_NOBITS;
            boolean loaded = (header.sh_flags & ElfSectionHeader.FLAG_ALLOC) != 0;
            byte[] contents = hasBytes ? contents(header) : new byte[0];
            if (header.sh_size < 0) {
                throw corrupt("section " + header.getName() + " has a negative size");
            }
            sections.add(new ElfSection(header.getName(), address(header.sh_addr),
                    header.sh_size, loaded, contents));
        }
        return sections;
    }

    private byte[] contents(ElfSectionHeader header) {
        if (header.sh_type == ElfSectionHeader.SHT_NULL) {
            return new byte[0];
        }
        checkInFile("section " + header.getName(), header.sh_offset, header.sh_size);
        int from = (int) header.sh_offset;
        return java.util.Arrays.copyOfRange(bytes, from, from + (int) header.sh_size);
    }

    private List<ElfSymbol> symbols() {
        for (int index = 0; index < (elf.e_shnum & 0xffff); index++) {
            // Not elf.getSection: it would already allocate the table this is to check.
            checkSymbolTable(index);
        }
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

    private void checkSymbolTable(int index) {
        boolean wide = elf.ei_class == ElfFile.CLASS_64;
        long at = elf.e_shoff + (long) index * (elf.e_shentsize & 0xffff);
        checkInFile("section header " + index, at, wide ? 64 : 40);
        java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN).position((int) at).slice()
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int type = header.getInt(4);
        if (type != ElfSectionHeader.SHT_SYMTAB && type != ElfSectionHeader.SHT_DYNSYM) {
            return;
        }
        long offset = wide ? header.getLong(0x18) : header.getInt(0x10) & 0xffffffffL;
        long size = wide ? header.getLong(0x20) : header.getInt(0x14) & 0xffffffffL;
        long entry = wide ? header.getLong(0x38) : header.getInt(0x24) & 0xffffffffL;
        checkInFile("symbol table", offset, size);
        if (entry != (wide ? SYMBOL_BYTES_64 : SYMBOL_BYTES_32)) {
            throw corrupt("symbol table with entries of " + entry + " bytes");
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
