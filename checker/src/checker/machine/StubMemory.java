package checker.machine;

import java.util.Optional;

/** Memory through the GDB stub of a machine that stands still. */
final class StubMemory implements GuestMemory {

    private static final int BOOT_CPU = 0;

    private final Session session;
    private final Symbols symbols;

    StubMemory(Session session, Symbols symbols) {
        this.session = session;
        this.symbols = symbols;
    }

    @Override
    public byte[] read(int cpu, long address, int length) {
        return session.call(() -> session.gdb().read(cpu, address, length))
                .orElseThrow(() -> new UnmappedMemoryException(address, length));
    }

    @Override
    public byte[] read(String symbol, int length) {
        long address = symbols.address(symbol)
                .orElseThrow(() -> new UnknownSymbolException(symbol));
        return read(BOOT_CPU, address, length);
    }

    @Override
    public void write(long address, byte[] bytes) {
        if (!session.call(() -> session.gdb().write(BOOT_CPU, address, bytes))) {
            throw new UnmappedMemoryException(address, bytes.length);
        }
    }

    @Override
    public byte[] readPhysical(long address, int length) {
        Optional<byte[]> bytes = physically(
                () -> session.gdb().read(BOOT_CPU, address, length));
        return bytes.orElseThrow(() -> new UnmappedMemoryException(address, length));
    }

    @Override
    public void writePhysical(long address, byte[] bytes) {
        if (!physically(() -> session.gdb().write(BOOT_CPU, address, bytes))) {
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
