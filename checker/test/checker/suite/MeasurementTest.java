package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void aTimeIsBoundedFromAboveAndARateFromBelow() {
        assertEquals("check                                                    1.50 s"
                + "    wanted at most 5.0 s",
                Measurement.seconds("check", 1_500_000_000L).wanting(5).row());
        assertEquals("boots                                                   12.25 1/s"
                + "  wanted at least 20.0 1/s",
                Measurement.perSecond("boots", 12.25).wanting(20).row());
    }

    @Test
    void aProgramReadsTheSameNumbers() {
        assertEquals("{what=check, value=1.5, unit=s, wanted=5.0}",
                Measurement.seconds("check", 1_500_000_000L).wanting(5).json().toString());
        assertFalse(Measurement.perSecond("boots", 1).json().containsKey("wanted"));
    }
}
