package checker.machine;

/** What runs before the kernel, and how the kernel comes into memory. */
public enum Firmware {
    /** SeaBIOS, with the kernel loaded by QEMU's {@code -kernel} (Multiboot 1). */
    SEABIOS("SeaBIOS", false, 10),
    /**
     * qboot, with {@code -kernel}: boots in half the time, and is unfriendly: LINT0 and LINT1 stay
     * masked, the keyboard in scancode set 2, PCI BARs unassigned.
     */
    QBOOT("qboot", false, 2),
    /** SeaBIOS and a GRUB image that hands over by Multiboot 2. */
    GRUB_BIOS("GRUB on SeaBIOS", true, 120),
    /** OVMF (UEFI) and the same GRUB image; takes ten seconds. */
    GRUB_UEFI("GRUB on UEFI", true, 1200);

    private final String label;
    private final boolean fromImage;
    private final GuestDuration allowance;

    Firmware(String label, boolean fromImage, int allowanceSeconds) {
        this.label = label;
        this.fromImage = fromImage;
        this.allowance = GuestDuration.ofSeconds(allowanceSeconds);
    }

    /** How much longer the first run may take, so that a limit is about the kernel. */
    public GuestDuration allowance() {
        return allowance;
    }

    /** The name for a human. */
    public String label() {
        return label;
    }

    /** Whether the kernel is booted by GRUB from an ISO image. */
    public boolean fromImage() {
        return fromImage;
    }

    @Override
    public String toString() {
        return label;
    }
}
