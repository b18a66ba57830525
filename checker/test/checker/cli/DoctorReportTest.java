package checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.tools.Checkup;
import checker.tools.Item;
import checker.tools.Verdict;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    private static final Checkup LACKING = new Checkup(List.of(
            new Item(Item.Topic.CHECK, "make", Verdict.OK, true, "4.3", "/usr/bin/make"),
            new Item(Item.Topic.CHECK, "qemu", Verdict.TOO_OLD, true, "5.2", "at least 6.2"),
            new Item(Item.Topic.TEST, "gcc", Verdict.MISSING, false, "", "compiles")),
            Optional.of("apt-get install qemu gcc"));

    @Test
    void aTableThenTheVerdictThenTheRemedy() {
        assertEquals(List.of(
                "To check a step",
                "  + ok       make          4.3         /usr/bin/make",
                "  x too old  qemu          5.2         at least 6.2",
                "",
                "To test the project itself",
                "  x missing  gcc                       compiles",
                "",
                "Checks cannot run here, because of: qemu.",
                "Install what is missing:",
                "    apt-get install qemu gcc"), new DoctorReport(false).lines(LACKING));
    }

    @Test
    void coloursChangeNoWord() {
        List<String> coloured = new DoctorReport(true).lines(LACKING);

        assertTrue(coloured.get(2).contains("\u001b[1;31m"), coloured.get(2));
        assertEquals(new DoctorReport(false).lines(LACKING), coloured.stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList());
    }

    @Test
    void whatOnlyTheTestsNeedDoesNotStopChecks() {
        Checkup enough = new Checkup(List.of(LACKING.items().get(0), LACKING.items().get(2)),
                Optional.empty());

        assertTrue(enough.checksCanRun());
        assertTrue(new DoctorReport(false).lines(enough).contains("Checks can run here."));
    }

    @Test
    void theJsonSaysTheSame() throws IOException {
        Map<String, Object> fields = JSON.std.mapFrom(DoctorReport.json(LACKING));

        assertEquals(false, fields.get("checksCanRun"));
        assertEquals("apt-get install qemu gcc", fields.get("remedy"));
        assertEquals(3, ((List<?>) fields.get("items")).size());
        assertFalse(DoctorReport.json(LACKING).contains("\u001b"));
    }
}
