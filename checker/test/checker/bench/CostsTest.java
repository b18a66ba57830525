package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.report.Outcome;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of the lines that bench writes. */
class CostsTest {

    private static final String TABLE = """
            # nanoseconds per operation
            operation     repeated    1 task   2 tasks
            null-call        16384       332       329
            map-64              32    283940    284149
            """;

    @Test
    void eachColumnIsANumberOfTasks() {
        Costs costs = Costs.parse(TABLE + "bench ended with 0\n");

        assertEquals(List.of(new Point("null-call", 1), new Point("null-call", 2),
                new Point("map-64", 1), new Point("map-64", 2)),
                List.copyOf(costs.byPoint().keySet()));
        assertEquals(OptionalLong.of(329), costs.of(new Point("null-call", 2)));
        assertEquals(OptionalLong.of(283940), costs.of(new Point("map-64", 1)));
        assertEquals(OptionalLong.empty(), costs.of(new Point("map-64", 4)));
    }

    @Test
    void whatOthersWriteIsPassedOver() {
        String serial = "[    0.1] WARN cpu: no NX\r\n" + TABLE.replace("\n", "\r\n")
                + "bench ended with 0\r\n[    5.1] reboot: Power down\r\n";

        assertEquals(Costs.parse(TABLE + "bench ended with 0"), Costs.parse(serial));
    }

    @Test
    void aBenchThatFailsIsNoResult() {
        BenchFailedException failed = assertThrows(BenchFailedException.class,
                () -> Costs.parse(TABLE + "fork: Cannot allocate memory\nbench ended with 1\n"));

        assertEquals(Outcome.FAILED, failed.outcome());
        assertEquals("bench measured 4 costs and it ended with exit code 1", failed.getMessage());
        assertTrue(failed.details().contains("fork: Cannot allocate memory"),
                failed.details()::toString);
    }

    @Test
    void aBenchThatDoesNotEndOrMeasuresNothingIsNoResult() {
        assertEquals("bench measured 4 costs and it did not end",
                assertThrows(BenchFailedException.class, () -> Costs.parse(TABLE)).getMessage());
        assertThrows(BenchFailedException.class, () -> Costs.parse("bench ended with 0\n"));
        assertThrows(BenchFailedException.class, () -> Costs.parse(""));
    }
}
