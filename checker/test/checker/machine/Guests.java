package checker.machine;

/** Guests that behave in one way each; the comments are the instructions. */
final class Guests {

    /** jmp $ */
    static final String SPIN = "eb fe";
    /** mov dx, 0x3f8 */
    static final String TO_SERIAL = "66 ba f8 03";

    private Guests() {}

    static TinyGuest spins() {
        return TinyGuest.of(SPIN);
    }

    /** cli; hlt; jmp back */
    static TinyGuest halts() {
        return TinyGuest.of("fa", "f4", "eb fc");
    }

    /**
     * Waits for ticks of the PIT: the first 8259 on vector 20H with IRQ 0 alone, behind the Local
     * APIC's LINT0; mov esp, 0x8000; the handler's gate at 0x9100 (mov eax, cs; shl eax, 16; or
     * eax, low half; mov [0x9100], eax); lidt; sti; {@code Idle}: hlt; jmp back. The handler
     * {@code Tick} takes its time: mov ecx, 1000; in al, 0x61; loop back; EOI; iret.
     */
    static TinyGuest ticks() {
        int table = TinyGuest.CODE + 5;
        int handler = TinyGuest.CODE + 11;
        return TinyGuest.of("e9" + littleEndian(20), "ff 07" + littleEndian(0x9000),
                "b9" + littleEndian(1000), "e4 61", "e2 fc", out(0x20, 0x20), "cf",
                out(0x20, 0x11), out(0x21, 0x20), out(0x21, 4), out(0x21, 1), out(0x21, 0xfe),
                store(0xfee000f0, 0x1ff), store(0xfee00350, 0x700),
                "bc" + littleEndian(0x8000), "8c c8", "c1 e0 10",
                "0d" + littleEndian(handler & 0xffff), "a3" + littleEndian(0x9100),
                store(0x9104, handler & 0xffff0000 | 0x8e00), "0f 01 1d" + littleEndian(table),
                "fb", "f4", "eb fd")
                .with("Tick", handler).with("Idle", TinyGuest.CODE + 103);
    }

    /** 64 KiB of nop; jmp back to the first */
    static TinyGuest wandersAbout() {
        int bytes = 0x10000;
        return TinyGuest.of("90".repeat(bytes), "e9", littleEndian(-(bytes + 5)));
    }

    /** lidt [six zero bytes]; int3 */
    static TinyGuest tripleFaults() {
        return TinyGuest.of("0f 01 1d", littleEndian(TinyGuest.CODE + 8), "cc", "00".repeat(6));
    }

    /** mov al, 0xfe; out 0x64, al: the keyboard controller's reset line */
    static TinyGuest resets() {
        return TinyGuest.of(out(0x64, 0xfe), SPIN);
    }

    /** mov dx, 0x604; mov ax, 0x2000; out dx, ax: SLP_EN in PM1a */
    static TinyGuest powersOff() {
        return TinyGuest.of("66 ba 04 06", "66 b8 00 20", "66 ef", SPIN);
    }

    /** xor ebx, ebx; as above; inc ebx; jmp back to it */
    static TinyGuest powersOffAndCounts() {
        return TinyGuest.of("31 db", "66 ba 04 06", "66 b8 00 20", "66 ef", "43", "eb fd");
    }

    /** mov al, value; out 0xf4, al */
    static TinyGuest exits(int value) {
        return TinyGuest.of(out(0xf4, value), SPIN);
    }

    /**
     * Lets all interrupts through the Local APIC's LINT0 and the 8259s (xor eax, eax; out 0x21, al;
     * out 0xa1, al); fninit; fldcw [control]; fld1; fldz; fdivp; fwait; jmp $; control: 300H masks
     * no error.
     */
    static TinyGuest dividesByZeroOnTheX87() {
        return TinyGuest.of(store(0xfee000f0, 0x1ff), store(0xfee00350, 0x700), "31 c0",
                "e6 21", "e6 a1", "db e3", "d9 2d" + littleEndian(TinyGuest.CODE + 43), "d9 e8",
                "d9 ee", "de f9", "9b", SPIN, "00 03");
    }

    /** mov edx, 1 << 31; xor eax, eax; or ecx, -1; idiv ecx */
    static TinyGuest overflowsADivision() {
        return TinyGuest.of("ba" + littleEndian(0x80000000), "31 c0", "83 c9 ff", "f7 f9", SPIN);
    }

    /** mov dx, 0x3fd; out dx, eax */
    static TinyGuest writesPastTheSerialPort() {
        return TinyGuest.of("66 ba fd 03", "ef", SPIN);
    }

    /** mov dx, 0x3ff; in ax, dx */
    static TinyGuest readsPastTheSerialPort() {
        return TinyGuest.of("66 ba ff 03", "66 ed", SPIN);
    }

    /** mov eax, 1 << 31; mov cr4, eax */
    static TinyGuest setsAReservedBit() {
        return TinyGuest.of("b8" + littleEndian(0x80000000), "0f 22 e0", SPIN);
    }

    /** mov al, 'A'; again: out dx, al; jmp again */
    static TinyGuest floods() {
        return TinyGuest.of(TO_SERIAL, "b0 41", "ee", "eb fd");
    }

    /** Writes "Hi", then {@code End}: jmp $. */
    static TinyGuest greets() {
        return TinyGuest.of(TO_SERIAL, "b0 48", "ee", "b0 69", "ee", SPIN)
                .with("End", TinyGuest.CODE + 10);
    }

    /**
     * Writes its command line, whose address is in the Multiboot information at EBX + 16; al = 0;
     * out 0xf4, al.
     */
    static TinyGuest repeatsItsCommandLine() {
        return TinyGuest.of("8b 7b 10", TO_SERIAL, "8a 07", "84 c0", "74 04", "ee", "47", "eb f6",
                "e6 f4", SPIN);
    }

    /**
     * Writes the text at the start of its first boot module, up to a NUL: mov esi, [ebx + 24];
     * mov edi, [esi]; then as above.
     */
    static TinyGuest repeatsItsModule() {
        return TinyGuest.of("8b 73 18", "8b 3e", TO_SERIAL, "8a 07", "84 c0", "74 04", "ee", "47",
                "eb f6", "e6 f4", SPIN);
    }

    /**
     * Switches the serial port's queue on (mov dx, 0x3fa; mov al, 7; out dx, al), and from
     * {@code Listening} on writes each character that comes: wait for bit 0 of port 0x3fd, in al,
     * 0x3f8; out 0x3f8, al.
     */
    static TinyGuest echoes() {
        return TinyGuest.of("66 ba fa 03", "b0 07", "ee", "66 ba fd 03", "ec", "a8 01", "74 fb",
                TO_SERIAL, "ec", "ee", "eb ef").with("Listening", TinyGuest.CODE + 7);
    }

    /**
     * The same for 32 characters, up to {@code End}, and EBX counts how often it looked for one:
     * 32 times if each was there already.
     */
    static TinyGuest echoesAndCounts() {
        return TinyGuest.of("66 ba fa 03", "b0 07", "ee", "31 db", "bf" + littleEndian(32),
                "66 ba fd 03", "43", "ec", "a8 01", "74 fa", TO_SERIAL, "ec", "ee", "4f", "75 ed",
                SPIN).with("Listening", TinyGuest.CODE + 14).with("End", TinyGuest.CODE + 33);
    }

    /**
     * Turns paging on (CR3, CR4.PSE, CR0.PG) with the virtual addresses below 4 MiB and those from
     * 8 to 12 MiB mapped to the memory below 4 MiB; then {@code End}: jmp $.
     */
    static TinyGuest maps() {
        return TinyGuest.of(store(0x1000, 0x83), store(0x1008, 0x83),
                "b8" + littleEndian(0x1000), "0f 22 d8", "b8" + littleEndian(0x10), "0f 22 e0",
                "0f 20 c0", "0d" + littleEndian(0x80000000), "0f 22 c0", SPIN)
                .with("End", TinyGuest.CODE + 47);
    }

    /** Wakes the AP to {@code APEntry}, cli; hlt, and goes on at {@code Woken}: jmp $. */
    static TinyGuest wakesAnAp() {
        return TinyGuest.of(store(0x8000, 0xf4fa), wakeAt(8), SPIN)
                .with("APEntry", 0x8000).with("Woken", TinyGuest.CODE + 30);
    }

    /**
     * Two CPUs that share a counter: the AP runs inc word [0x9000]; jmp back for ever, the boot
     * CPU writes its low byte to the serial line 200 times, 5000 loops apart, then stands at
     * {@code End}; it begins to at {@code Sampling}.
     */
    static TinyGuest races() {
        String sample = "b9" + littleEndian(5000) + "e2 fe" + "a0" + littleEndian(0x9000) + "ee";
        String program = store(0x8000, 0x900006ff) + store(0x8004, 0xfaeb) + wakeAt(8)
                + TO_SERIAL + "bf" + littleEndian(200) + sample + "4f" + "75 f0" + SPIN;
        int bytes = program.replace(" ", "").length() / 2;
        return TinyGuest.of(program).with("End", TinyGuest.CODE + bytes - 2)
                .with("Sampling", TinyGuest.CODE + 40).with("Counter", 0x9000);
    }

    /** mov al, value; out port, al */
    private static String out(int port, int value) {
        return String.format("b0 %02x e6 %02x", value, port);
    }

    /** mov dword [address], value */
    private static String store(int address, int value) {
        return "c7 05" + littleEndian(address) + littleEndian(value);
    }

    /** INIT and STARTUP to all other CPUs by the Local APIC's command register. */
    private static String wakeAt(int page) {
        return store(0xfee00300, 0xc4500) + store(0xfee00300, 0xc4600 | page);
    }

    private static String littleEndian(int value) {
        return String.format("%08x", Integer.reverseBytes(value));
    }
}
