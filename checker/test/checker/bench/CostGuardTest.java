package checker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as dearer than recorded. */
class CostGuardTest {

    private static final Architecture X86_64 = Architecture.X86_64;
    private static final Point ALONE = new Point("fork", 1);
    private static final Point FOUR = new Point("fork", 4);
    private static final RecordedCosts RECORD = RecordedCosts.none().with("clang 14", List.of(
            new Comparison(X86_64, new Costs(Map.of(ALONE, 1000L, FOUR, 1000L)),
                    Optional.empty())));
    private static final CostGuard GUARD =
            new CostGuard(RecordedCosts.Kind.COSTS, RECORD, "clang 14");

    private static List<String> complaints(CostGuard guard, Point point, long cost) {
        return guard.complaints(X86_64, new Costs(Map.of(point, cost)));
    }

    @Test
    void aComplaintHasTheOperationBothFiguresAndTheTolerance() {
        assertEquals(List.of("fork with 1 task: 1051 instructions, recorded 1000 "
                + "(+5.1 %, tolerated 5 %)"), complaints(GUARD, ALONE, 1051));
        assertTrue(GUARD.remedy().contains("./jbang bench --record"), GUARD.remedy());
    }

    @Test
    void whatIsToleratedOrCheaperIsFine() {
        assertEquals(List.of(), complaints(GUARD, ALONE, 1050));
        assertEquals(List.of(), complaints(GUARD, ALONE, 1));
        assertEquals(List.of(), complaints(GUARD, FOUR, 1100));
        assertEquals(1, complaints(GUARD, FOUR, 1101).size());
    }

    @Test
    void anotherCompilerMayDifferMore() {
        CostGuard guard = new CostGuard(RecordedCosts.Kind.COSTS, RECORD, "clang 19");

        assertEquals(List.of(), complaints(guard, ALONE, 1250));
        assertEquals(1, complaints(guard, ALONE, 1251).size());
        assertTrue(guard.remedy().contains("clang 14"), guard.remedy());
        assertTrue(guard.remedy().contains("clang 19"), guard.remedy());
    }

    @Test
    void whatHasNoRecordOrNoMeasurementIsNamed() {
        Costs other = new Costs(Map.of(new Point("sleep", 1), 5L));

        assertEquals(List.of("sleep with 1 task: 5 instructions, and none recorded"),
                GUARD.complaints(X86_64, other));
        assertEquals(2, GUARD.missing(X86_64, other).size());
        assertEquals(List.of(), GUARD.missing(Architecture.X86_32, other));
    }
}
