package checker.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Table sets, read back by a firmware of our own: {@link PlacedTables}. */
class AcpiTablesTest {

    private static final Madt THREE = Madt.ofProcessors(List.of(0, 2, 5));

    @Test
    void everyChecksumOfAnUntouchedSetIsRight() {
        PlacedTables placed = PlacedTables.place(new AcpiTables().with(THREE).describedAs("right"));

        assertTrue(placed.rsdpSumsToZero());
        for (String signature : List.of("RSDT", "XSDT", "FACP", "APIC", "DSDT")) {
            assertEquals(0, placed.sumOf(signature), signature);
        }
    }

    @Test
    void bothRootsLeadToTheMadt() {
        PlacedTables placed = PlacedTables.place(new AcpiTables().with(THREE).describedAs("both"));

        assertEquals(List.of("FACP", "APIC"), placed.listedIn("RSDT", 4));
        assertEquals(List.of("FACP", "APIC"), placed.listedIn("XSDT", 8));
    }

    @Test
    void theFadtPointsToTheDsdtTwice() {
        PlacedTables placed = PlacedTables.place(new AcpiTables().with(THREE).describedAs("dsdt"));

        assertEquals("DSDT", placed.signatureAt(placed.number("FACP", 40, 4)));
        assertEquals("DSDT", placed.signatureAt(placed.number("FACP", 140, 8)));
    }

    @Test
    void aSingleRootLeavesTheOtherOut() {
        PlacedTables rsdtOnly = PlacedTables.place(
                new AcpiTables().with(THREE).with(AcpiTables.Root.RSDT).describedAs("RSDT only"));
        PlacedTables xsdtOnly = PlacedTables.place(
                new AcpiTables().with(THREE).with(AcpiTables.Root.XSDT).describedAs("XSDT only"));

        assertEquals(0, rsdtOnly.rsdpRevision());
        assertEquals(0, xsdtOnly.rsdpNumber(16, 4));
        assertEquals("XSDT", xsdtOnly.signatureAt(xsdtOnly.rsdpNumber(24, 8)));
    }

    @Test
    void aBadChecksumIsWrongAndTheOthersStayRight() {
        for (String bad : List.of("APIC", "XSDT", "RSDT", "FACP")) {
            PlacedTables placed = PlacedTables.place(
                    new AcpiTables().with(THREE).withBadChecksum(bad).describedAs(bad));
            for (String signature : List.of("RSDT", "XSDT", "FACP", "APIC")) {
                assertEquals(signature.equals(bad), placed.sumOf(signature) != 0, signature);
            }
        }
    }

    @Test
    void aBadRootPointerIsWrong() {
        PlacedTables placed = PlacedTables.place(
                new AcpiTables().with(THREE).withBadChecksum("RSD").describedAs("RSDP"));

        assertEquals(false, placed.rsdpSumsToZero());
    }

    @Test
    void aTruncatedMadtStillSumsToZero() {
        PlacedTables placed = PlacedTables.place(
                new AcpiTables().with(THREE.truncatedBy(3)).describedAs("truncated"));

        assertEquals(0, placed.sumOf("APIC"));
    }

    @Test
    void aModelListsTheBootProcessorOnceAndNoIdTwice() {
        for (int seed = 0; seed < 200; seed++) {
            int enabled = 1 + seed % 40;
            MadtModel model = MadtModel.draw(new Random(seed), enabled, 3);

            assertEquals(enabled, model.enabled().size());
            assertEquals(1, model.enabled().stream().filter(one -> one.apicId() == 3).count());
            int listed = model.processors().size();
            assertEquals(listed, distinct(model, MadtModel.Processor::apicId));
            assertEquals(listed, distinct(model, MadtModel.Processor::processorId));
        }
    }

    private static long distinct(MadtModel model, Function<MadtModel.Processor, Long> id) {
        return model.processors().stream().map(id).distinct().count();
    }

    @Test
    void aSeedGivesTheSameModelAndAnotherSeedAnother() {
        MadtModel first = MadtModel.draw(new Random(7), 12, 0);

        assertEquals(first.processors(), MadtModel.draw(new Random(7), 12, 0).processors());
        assertNotEquals(first.processors(), MadtModel.draw(new Random(8), 12, 0).processors());
    }
}
