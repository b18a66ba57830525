package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir
    private Path root;

    private Item jbang(Map<String, String> environment) {
        return new Place(root, environment).items().stream()
                .filter(item -> item.name().equals("JBang")).findFirst().orElseThrow();
    }

    @Test
    void thePinnedJBangHasTheVersionThatTheClonePins() throws IOException {
        Files.createDirectories(root.resolve("tools/jbang"));
        Files.writeString(root.resolve("tools/jbang/pom.xml"),
                "<artifactId>jbang-cli</artifactId><version>0.132.1</version>");

        Item item = jbang(Map.of("SMP_COURSE_JBANG", "pinned"));

        assertEquals("0.132.1", item.found());
        assertEquals("the one that this clone pins", item.remark());
    }

    @Test
    void anInstalledJBangIsAskedAndNamed() throws IOException {
        Path own = Files.writeString(root.resolve("jbang"), "#!/bin/sh\necho 0.130.2\n");
        assertTrue(own.toFile().setExecutable(true));

        Item item = jbang(Map.of("SMP_COURSE_JBANG", own.toString()));

        assertEquals(Verdict.OK, item.verdict());
        assertEquals("0.130.2", item.found());
        assertEquals("installed here: " + own, item.remark());
    }

    @Test
    void aJBangThatIsGoneSinceIsNoReasonNotToCheck() {
        Item item = jbang(Map.of("SMP_COURSE_JBANG", root.resolve("gone").toString()));

        assertEquals(Verdict.NOTE, item.verdict());
        assertFalse(item.stopsChecks());
    }

    @Test
    void aFullDiskStopsChecksAndASmallOneIsNoted() {
        Place place = new Place(root, Map.of());

        assertTrue(place.disk(100L << 20, true).stopsChecks());
        assertEquals(Verdict.NOTE, place.disk(1L << 30, true).verdict());
        assertEquals(Verdict.OK, place.disk(50L << 30, true).verdict());
        assertEquals(Verdict.NOTE, place.disk(0, true).verdict());
        assertEquals("50 GiB free", place.disk(50L << 30, true).found());
    }

    @Test
    void aCloneThatCannotBeWrittenToStopsChecks() {
        assertTrue(new Place(root, Map.of()).disk(50L << 30, false).stopsChecks());
    }

    @Test
    void aSoftwareKvmIsNotedAndStopsNothing() {
        Item item = Place.kvm(new Kvm(Kvm.Kind.SOFTWARE, "a software KVM"));

        assertEquals(Verdict.NOTE, item.verdict());
        assertFalse(item.stopsChecks());
        assertEquals(Verdict.OK, Place.kvm(new Kvm(Kvm.Kind.REAL, "by SVM")).verdict());
    }
}
