package checker.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.kernel.Offsets;
import checker.kernel.Offsets.Field;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class StructViewTest {

    // struct { U16 ACPIID; S8 Node; U8 Enabled; U32 APICID; U64 Stack; char Name[4]; U16 IDs[2]; }
    private static final Offsets OFFSETS = Offsets.of(Map.of("Record", 24L), Map.of(
            "Record.ACPIID", new Field(0, 2), "Record.Node", new Field(2, 1),
            "Record.Enabled", new Field(3, 1), "Record.APICID", new Field(4, 4),
            "Record.Stack", new Field(8, 8), "Record.Name", new Field(16, 4),
            "Record.IDs", new Field(20, 4)), Map.of());

    private static final byte[] BYTES = {
        0x34, (byte) 0xf2, (byte) 0xfe, 1, 5, 0, 0, (byte) 0x80,
        1, 2, 3, 4, 5, 6, 7, (byte) 0x88, 'b', 's', 'p', 0, 1, 0, (byte) 0xff, (byte) 0xff};

    private final StructView record = new StructView(OFFSETS, "Record", BYTES);

    @Test
    void numbersHaveTheirLowestByteFirst() {
        assertEquals(0xf234, record.unsigned("ACPIID"));
        assertEquals(0x80000005L, record.unsigned("APICID"));
        assertEquals(0x8807060504030201L, record.unsigned("Stack"));
    }

    @Test
    void signedNumbersAreSignExtended() {
        assertEquals(-2, record.signed("Node"));
        assertEquals(0xffffffff80000005L, record.signed("APICID"));
        assertEquals(0x8807060504030201L, record.signed("Stack"));
    }

    @Test
    void anythingButZeroIsSet() {
        assertTrue(record.isSet("Enabled"));
        assertFalse(new StructView(OFFSETS, "Record", new byte[24]).isSet("Stack"));
    }

    @Test
    void textEndsAtItsNulOrWithItsArray() {
        assertEquals("bsp", record.text("Name"));
        byte[] full = BYTES.clone();
        full[19] = '!';
        assertEquals("bsp!", new StructView(OFFSETS, "Record", full).text("Name"));
    }

    @Test
    void arraysOfNumbersAreDecoded() {
        assertEquals(List.of(1L, 0xffffL), record.numbers("IDs", 2));
    }

    @Test
    void anArrayOfStructuresIsCutIntoItsElements() {
        byte[] two = new byte[48];
        System.arraycopy(BYTES, 0, two, 24, 24);
        List<StructView> elements = StructView.array(OFFSETS, "Record", two);

        assertEquals(0, elements.get(0).unsigned("ACPIID"));
        assertEquals(0xf234, elements.get(1).unsigned("ACPIID"));
    }

    @Test
    void theWrongNumberOfBytesIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new StructView(OFFSETS, "Record", new byte[23]));
        assertThrows(IllegalArgumentException.class,
                () -> StructView.array(OFFSETS, "Record", new byte[25]));
    }

    @Test
    void aFieldNobodyAskedTheCompilerForIsAMistakeOfTheCheck() {
        assertThrows(NoSuchElementException.class, () -> record.unsigned("Affinity"));
    }
}
