package checker.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void equalSetsDifferInNothingWhateverTheirOrder() {
        Difference<Integer> difference = Difference.between(List.of(0, 1, 4), List.of(4, 0, 1));

        assertTrue(difference.none());
        assertEquals("no difference", difference.describe());
    }

    @Test
    void missingSurplusAndRepeatedAreNamed() {
        Difference<Integer> difference =
                Difference.between(List.of(0, 1, 2, 5), List.of(7, 1, 0, 1));

        assertFalse(difference.none());
        assertEquals("missing 2, 5; not expected 7; more than once 1", difference.describe());
    }

    @Test
    void aRepetitionAloneIsADifference() {
        assertFalse(Difference.between(List.of(0, 1), List.of(0, 1, 1)).none());
    }

    @Test
    void nothingFoundIsADifferenceFromSomething() {
        assertEquals("missing 0", Difference.between(List.of(0), List.<Integer>of()).describe());
    }

    @Test
    void longListsAreCutOff() {
        String list = Difference.list(Collections.nCopies(255, 3), String::valueOf);

        assertTrue(list.endsWith("3, ... (255 in all)"), list);
        assertEquals("none", Difference.list(List.of(), String::valueOf));
    }
}
