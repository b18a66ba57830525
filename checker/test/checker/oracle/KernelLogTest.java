package checker.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KernelLogTest {

    @Test
    void aRecordHasTimeLevelAreaAndMessage() {
        KernelLog log = KernelLog.parse("[    0.012345] INFO memory: 126 MiB usable\r\n");

        assertEquals(List.of(new LogRecord(12_345, LogRecord.Level.INFO, "memory",
                "126 MiB usable")), log.records());
    }

    @Test
    void timesBeyondTheFirstSecondCountOn() {
        KernelLog log = KernelLog.parse("[12345.000001] DEBUG x: \n");

        assertEquals(12_345_000_001L, log.records().get(0).microseconds());
        assertEquals("", log.records().get(0).message());
    }

    @Test
    void whatIsNoRecordIsAStray() {
        KernelLog log = KernelLog.parse("SeaBIOS (version 1.16)\n\n"
                + "[    0.000000] FATAL memory: no such level\n[ 0.5] INFO memory: no time\n");

        assertEquals(List.of(), log.records());
        assertEquals(3, log.strays().size());
    }

    @Test
    void anUnfinishedLineIsNoRecordYet() {
        KernelLog log = KernelLog.parse("[    0.000001] INFO a: b\n[    0.000002] INFO a: c");

        assertEquals(1, log.records().size());
        assertEquals(Optional.of("[    0.000002] INFO a: c"), log.unfinished());
    }

    @Test
    void recordsAreChosenByAreaLevelAndText() {
        KernelLog log = KernelLog.parse("[    0.000001] INFO acpi: MADT\n"
                + "[    0.000002] WARN acpi: checksum\n[    0.000003] PANIC memory: no frame\n");

        assertEquals(2, log.of("acpi").size());
        assertEquals("checksum", log.of(LogRecord.Level.WARN).get(0).message());
        assertEquals(1, log.saying(Pattern.compile("MA.T")).size());
        assertEquals(Optional.of("PANIC memory: no frame"),
                log.panic().map(LogRecord::toString));
    }
}
