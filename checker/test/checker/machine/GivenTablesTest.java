package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.acpi.AcpiTables;
import checker.acpi.Madt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that the checker made, as a guest finds them in the memory of a real machine. */
class GivenTablesTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(3);
    private static final int BIOS_AREA = 0xe0000;
    private static final int BIOS_AREA_BYTES = 0x20000;
    private static final int RSDT_ADDRESS = 16;
    private static final int HEADER_BYTES = 36;
    private static final int MADT_HEADER_BYTES = 44;

    @TempDir
    Path folder;

    static Stream<Arguments> boards() {
        return Stream.of(Chipset.values()).flatMap(chipset ->
                Stream.of(Firmware.SEABIOS, Firmware.QBOOT)
                        .map(firmware -> Arguments.of(chipset, firmware)));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void theGuestFindsTheTableThatWasGiven(Chipset chipset, Firmware firmware)
            throws IOException {
        MachineSpec spec = MachineSpec.of(Architecture.X86_64).with(chipset).with(firmware)
                .with(AcpiSupport.given(new AcpiTables()
                        .with(Madt.ofProcessors(List.of(9, 3, 0))).describedAs("three CPUs")));
        try (Machine machine = boot(spec, Guests.greets())) {
            assertInstanceOf(Ending.Reached.class, machine.runTo("End", LIMIT));

            byte[] table = table(machine, "APIC");
            assertEquals(List.of(9, 3, 0), apicIds(table));
            assertEquals(0, sum(table), "checksum");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Firmware.class, names = {"SEABIOS", "QBOOT"})
    void aQ35WithGivenTablesCanBeSwitchedOff(Firmware firmware) throws IOException {
        MachineSpec spec = MachineSpec.of(Architecture.X86_64).with(Chipset.Q35).with(firmware)
                .with(AcpiSupport.given(new AcpiTables().describedAs("no MADT")));
        try (Machine machine = boot(spec, Guests.powersOff())) {
            assertEquals(new Ending.PowerOff(), machine.runToEnd(LIMIT));
        }
    }

    @Test
    void withoutAcpiThereIsNoRsdp() throws IOException {
        MachineSpec spec = MachineSpec.of(Architecture.X86_32).with(AcpiSupport.ABSENT);
        try (Machine machine = boot(spec, Guests.greets())) {
            machine.runTo("End", LIMIT);

            assertTrue(rsdp(machine).length == 0, "no RSDP");
        }
    }

    private static byte[] table(Machine machine, String signature) {
        byte[] root = tableAt(machine, number(rsdp(machine), RSDT_ADDRESS));
        for (int place = HEADER_BYTES; place < root.length; place += Integer.BYTES) {
            byte[] table = tableAt(machine, number(root, place));
            if (new String(table, 0, 4, StandardCharsets.ISO_8859_1).equals(signature)) {
                return table;
            }
        }
        throw new AssertionError("no " + signature + " among the tables of the RSDT");
    }

    /** The ids of the Local APIC entries: type 0, the id in their fourth byte. */
    private static List<Integer> apicIds(byte[] madt) {
        List<Integer> ids = new ArrayList<>();
        for (int place = MADT_HEADER_BYTES; place < madt.length; place += madt[place + 1]) {
            if (madt[place] == 0) {
                ids.add(madt[place + 3] & 0xff);
            }
        }
        return ids;
    }

    private static byte[] tableAt(Machine machine, int address) {
        int length = number(machine.memory().readPhysical(address, 8), 4);
        return machine.memory().readPhysical(address, length);
    }

    /** The RSDP with its first 20 bytes, or nothing when there is none. */
    private static byte[] rsdp(Machine machine) {
        byte[] area = machine.memory().readPhysical(BIOS_AREA, BIOS_AREA_BYTES);
        String text = new String(area, StandardCharsets.ISO_8859_1);
        int place = text.indexOf("RSD PTR ");
        while (place >= 0) {
            byte[] found = Arrays.copyOfRange(area, place, place + 20);
            if (place % 16 == 0 && sum(found) == 0) {
                return found;
            }
            place = text.indexOf("RSD PTR ", place + 1);
        }
        return new byte[0];
    }

    private static int number(byte[] bytes, int place) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (byte value : bytes) {
            sum += value;
        }
        return sum & 0xff;
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(spec, guest.writeTo(folder), guest, folder.resolve("evidence"));
    }
}
