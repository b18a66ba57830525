package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElfImageTest {

    @TempDir private Path temporary;

    private ElfImage image(Architecture architecture) throws IOException {
        KernelFixture kernel = KernelFixture.in(temporary.resolve("kernel"));
        BuildOrder order = BuildOrder.of(kernel.folder(), architecture);
        return ElfImage.read(new KernelBuild(temporary.resolve("build")).build(order)
                .orElseThrow().elf());
    }

    @ParameterizedTest
    @EnumSource
    void symbolsAreFoundByNameAndByAddress(Architecture architecture) throws IOException {
        ElfImage image = image(architecture);
        long ready = image.address("KernelReady").orElseThrow();

        assertEquals(architecture, image.architecture());
        assertEquals(image.entry(), image.address("KernelMain").orElseThrow());
        long base = architecture == Architecture.X86_64 ? 0xffff_ffff_8010_0000L : 0xc010_0000L;
        assertTrue(ready >= base && ready < base + 4096, Long.toHexString(ready));
        assertEquals("KernelReady", image.describe(ready));
        assertEquals("KernelReady+0x3", image.describe(ready + 3));
        assertEquals("Helper", image.symbolAt(image.address("Helper").orElseThrow())
                .orElseThrow().name(), "static functions count");
        assertTrue(image.address("NoSuchFunction").isEmpty());
    }

    @Test
    void anAddressOutsideIsABareNumber() throws IOException {
        ElfImage image = image(Architecture.X86_32);

        assertEquals("0x0", image.describe(0));
        assertEquals("0xffffffffffffffff", image.describe(-1));
    }

    @Test
    void theLinkersBytesCanBeRead() throws IOException {
        ElfImage image = image(Architecture.X86_64);
        byte[] cpu = image.bytesAt(image.address("CPUs").orElseThrow(), 8);

        assertEquals(1, cpu[0]);
        assertEquals(7, cpu[4]);
        assertThrows(IllegalArgumentException.class, () -> image.bytesAt(0, 8));
        assertThrows(IllegalArgumentException.class,
                () -> image.bytesAt(image.entry(), 1 << 30));
    }

    @Test
    void aFileThatIsNoElfFileIsRefused() throws IOException {
        Path text = Files.writeString(temporary.resolve("kernel.elf"), "not a kernel at all\n");
        Path empty = Files.write(temporary.resolve("empty.elf"), new byte[0]);

        assertThrows(CorruptElfException.class, () -> ElfImage.read(text));
        assertThrows(CorruptElfException.class, () -> ElfImage.read(empty));
    }

    @ParameterizedTest
    @EnumSource
    void aFileCutOffAnywhereIsRefused(Architecture architecture) throws IOException {
        byte[] whole = Files.readAllBytes(image(architecture).file());
        Path cut = temporary.resolve("cut.elf");
        for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 97) {
            Files.write(cut, Arrays.copyOf(whole, length));

            assertThrows(CorruptElfException.class, () -> ElfImage.read(cut), "cut to " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsReadOrRefusedButNeverBreaksTheReader(Architecture architecture)
            throws IOException {
        byte[] whole = Files.readAllBytes(image(architecture).file());
        Path damaged = temporary.resolve("damaged.elf");
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 1_000; round++) {
            byte[] bytes = whole.clone();
            boolean inHeader = round % 2 == 0;
            for (int count = 0; count < 4; count++) {
                // Half of the rounds hit the headers, where a byte does most harm.
                int at = random.nextInt(inHeader ? 64 : bytes.length);
                at = inHeader || random.nextBoolean() ? at : bytes.length - 1 - at % 1024;
                bytes[at] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            refused += refuses(damaged) ? 1 : 0;
        }
        assertNotEquals(0, refused);
    }

    private static boolean refuses(Path file) {
        try {
            ElfImage image = ElfImage.read(file);
            image.symbols().forEach(symbol -> image.describe(symbol.address()));
            return false;
        } catch (CorruptElfException e) {
            return true;
        }
    }
}
