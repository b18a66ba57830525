package checker.machine;

/** The boards that QEMU offers: the old one with a PIIX3, the newer one with an ICH9. */
public enum Chipset {
    PC("pc"),
    Q35("q35");

    private final String label;

    Chipset(String label) {
        this.label = label;
    }

    /** QEMU's name of the machine type. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
