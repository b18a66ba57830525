package checker.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the bytes of a ring, whoever wrote them. */
class RingReaderTest {

    private static Ring only(RingBytes bytes) throws UnreadableRingException {
        List<Ring> rings = RingReader.read(bytes.bytes());
        assertEquals(1, rings.size());
        return rings.get(0);
    }

    private static List<Long> numbers(Ring ring) {
        return ring.records().stream().map(TraceRecord::number).toList();
    }

    private static String complaint(byte[] bytes) {
        return assertThrows(UnreadableRingException.class, () -> RingReader.read(bytes))
                .getMessage();
    }

    @Test
    void recordsComeInTheOrderOfTheirTimes() throws UnreadableRingException {
        // An interrupt between the claim of slot 0 and the reading of its time.
        Ring ring = only(new RingBytes(4).add(9, 1, 1, 7, 8).add(5, 1, 3, 0x20, 0x1000)
                .add(6, 1, 4, 0x20, 0));

        assertEquals(List.of(1L, 2L, 0L), numbers(ring));
        assertEquals(new TraceRecord(0, 9000, 1, 1, 7, 8), ring.records().get(2));
        assertEquals(0, ring.gone());
        assertEquals(0, ring.half());
    }

    @Test
    void onlyTheLastOnesAreLeftOfMany() throws UnreadableRingException {
        RingBytes bytes = new RingBytes(4);
        for (int time = 1; time <= 10; time++) {
            bytes.add(time, 0, 1, 0, 0);
        }
        assertEquals(List.of(6L, 7L, 8L, 9L), numbers(only(bytes)));
        assertEquals(6, only(bytes).gone());
    }

    @Test
    void aHalfWrittenRecordIsCountedAndLeftOut() throws UnreadableRingException {
        Ring ring = only(new RingBytes(4).add(1, 0, 1, 0, 0).addHalf().add(2, 0, 1, 0, 0));

        assertEquals(List.of(0L, 2L), numbers(ring));
        assertEquals(1, ring.half());
    }

    @Test
    void theCounterMayWrap() throws UnreadableRingException {
        RingBytes bytes = new RingBytes(4).from(0xffff_fffeL);
        for (int time = 1; time <= 4; time++) {
            bytes.add(time, 0, 1, 0, 0);
        }
        Ring ring = only(bytes);

        assertEquals(List.of(0xffff_fffeL, 0xffff_ffffL, 0L, 1L), numbers(ring));
        assertEquals(0, ring.half());
    }

    @Test
    void aFreshRingIsEmpty() throws UnreadableRingException {
        assertEquals(new Ring(0, List.of(), 0, 0), only(new RingBytes(4)));
    }

    @Test
    void ringsInARowAreOneForEachCpu() throws UnreadableRingException {
        byte[] first = new RingBytes(2).add(1, 0, 1, 0, 0).bytes();
        byte[] second = new RingBytes(2).cpu(3).add(1, 0, 1, 0, 0).bytes();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertEquals(List.of(0L, 3L), RingReader.read(both).stream().map(Ring::cpu).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31})
    void tooFewBytesAreNoHead(int length) {
        assertTrue(complaint(new byte[length]).contains(length + " bytes"));
    }

    @Test
    void aHeadThatLiesIsRefusedInWords() {
        assertTrue(complaint(new byte[4096]).contains("InitializeTrace did not run"));
        assertTrue(complaint(new RingBytes(4).setInt(4, 0x00200002).bytes()).contains("version 2"));
        assertTrue(complaint(new RingBytes(4).setInt(4, 0x00210001).bytes())
                .contains("33 bytes"));
        for (int capacity : new int[] {0, 3, 8, -1, 1 << 31}) {
            assertTrue(complaint(new RingBytes(4).setInt(8, capacity).bytes())
                    .contains("room for 4"), "capacity " + capacity);
        }
    }

    @Test
    void noBytesBreakTheReaderOrThePictures() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            RingBytes bytes = new RingBytes(64).from(random.nextInt());
            for (int index = 0; index < 64; index++) {
                bytes.add(random.nextInt(200), random.nextInt(3), random.nextInt(11),
                        random.nextInt(3), random.nextLong());
            }
            byte[] junk = bytes.bytes();
            for (int index = 0; index < round; index++) {
                junk[12 + random.nextInt(junk.length - 12)] = (byte) random.nextInt();
            }
            Timelines.expectDrawn(junk, OptionalDouble.empty());
            Timelines.expectDrawn(junk, OptionalDouble.of(random.nextInt(1000)));
        }
    }

    @Test
    void timesAtTheEndsOfTheCounterAreDrawn() {
        byte[] bytes = new RingBytes(8).add(0, 0, 1, 0, 0).add(-0.001, 0, 1, 0, 0)
                .add(Long.MIN_VALUE / 1000.0, 0, 3, 32, 0).bytes();
        Timelines.expectDrawn(bytes, OptionalDouble.empty());
    }
}
