package checker.machine;

/** Thrown when a kernel has no symbol of a name that was asked for. */
public final class UnknownSymbolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String symbol;

    public UnknownSymbolException(String symbol) {
        super("the kernel has no symbol '" + symbol + "'");
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
