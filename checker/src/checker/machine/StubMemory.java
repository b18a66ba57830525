package checker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Memory of a machine that stands still: through the GDB stub, or, where it is much, through a
 * file; the stub takes two characters and several system calls for each few bytes.
 */
final class StubMemory implements GuestMemory {

    private static final int PAGE_BYTES = 4096;

    private final Session session;
    private final Symbols symbols;
    private final int bootCpu;

    /** The memory as the boot CPU, of that index, maps it. */
    StubMemory(Session session, Symbols symbols, int bootCpu) {
        this.session = session;
        this.symbols = symbols;
        this.bootCpu = bootCpu;
    }

    @Override
    public byte[] read(int cpu, long address, int length) {
        return session.call(() -> session.gdb().read(cpu, address, length))
                .orElseThrow(() -> new UnmappedMemoryException(address, length));
    }

    @Override
    public byte[] read(long address, int length) {
        return read(bootCpu, address, length);
    }

    @Override
    public SortedMap<Long, byte[]> readMapped(long address, int length) {
        SortedMap<Long, byte[]> pieces = new TreeMap<>(Long::compareUnsigned);
        int done = 0;
        while (done < length) {
            long start = address + done;
            int ofPage = PAGE_BYTES - (int) (start & PAGE_BYTES - 1);
            // QEMU leaves out all of a step that a page's end divides; from a page's start on, its
            // steps end where pages do.
            int count = ofPage == PAGE_BYTES ? length - done : Math.min(ofPage, length - done);
            byte[] piece = session.call(() -> save(start, count));
            if (piece.length > 0) {
                pieces.put(start, piece);
            }
            done += piece.length > 0 ? piece.length : ofPage;
        }
        return pieces;
    }

    /** Copies a range up to where a page is not mapped. */
    private byte[] save(long address, int count) throws IOException, InterruptedException {
        Path file = session.files().memory();
        String complaint = session.gdb().monitor().answer(bootCpu,
                String.format("memsave 0x%x %d \"%s\"", address, count, file));
        if (!complaint.isBlank() && !complaint.contains("Invalid addr")) {
            throw new IOException("QEMU cannot save memory: " + complaint.strip());
        }
        return Files.readAllBytes(file);
    }

    @Override
    public byte[] read(String symbol, int length) {
        long address = symbols.address(symbol)
                .orElseThrow(() -> new UnknownSymbolException(symbol));
        return read(address, length);
    }

    @Override
    public void write(long address, byte[] bytes) {
        if (!session.call(() -> session.gdb().write(bootCpu, address, bytes))) {
            throw new UnmappedMemoryException(address, bytes.length);
        }
    }

    @Override
    public byte[] readPhysical(long address, int length) {
        Optional<byte[]> bytes = physically(
                () -> session.gdb().read(bootCpu, address, length));
        return bytes.orElseThrow(() -> new UnmappedMemoryException(address, length));
    }

    @Override
    public void writePhysical(long address, byte[] bytes) {
        if (!physically(() -> session.gdb().write(bootCpu, address, bytes))) {
            throw new UnmappedMemoryException(address, bytes.length);
        }
    }

    private <T> T physically(Session.Exchange<T> exchange) {
        return session.call(() -> {
            session.gdb().usePhysicalAddresses(true);
            try {
                return exchange.run();
            } finally {
                session.gdb().usePhysicalAddresses(false);
            }
        });
    }
}
