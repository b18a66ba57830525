package checker.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a firmware starts kernels at all. */
class StartTrialTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyFirmwareOfABiosStartsIt(Architecture architecture) {
        MachineSpec four = MachineSpec.of(architecture).withCpus(4);

        assertTrue(passes(four));
        assertTrue(passes(four.with(Firmware.SEABIOS).bootedBy(3)));
        assertTrue(passes(four.with(Firmware.GRUB_BIOS)));
    }

    @Test
    void aFirmwareThatNeverGetsThereIsToldFromAKernel() throws IOException {
        byte[] rom = new byte[0x10000];
        rom[0xfff0] = (byte) 0xeb; // jmp $, where the processor begins
        rom[0xfff1] = (byte) 0xfe;
        Path stuck = Files.write(folder.resolve("stuck.rom"), rom);

        assertFalse(passes(MachineSpec.of(Architecture.X86_64).with(Firmware.SEABIOS)
                .withDevices("-bios", stuck.toString())));
    }

    @Test
    void aMachineThatCannotBeMadeIsNeither() {
        MachineSpec spec = MachineSpec.of(Architecture.X86_32).withCpuModel("no-such-model");

        assertTrue(assertThrows(MachineFailedException.class, () -> passes(spec))
                .said().contains("no-such-model"));
    }

    private boolean passes(MachineSpec spec) {
        return StartTrial.passes(spec, folder.resolve("machine-" + spec.hashCode()));
    }
}
