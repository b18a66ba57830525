package checker.tools;

import checker.process.Command;
import checker.process.CommandTimedOutException;
import checker.process.MissingToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What there is besides tools: JBang, room on the disk, processors, accelerators. */
final class Place {

    /** A check keeps some kernels with their objects, and the logs of its machines. */
    private static final long LEAST_BYTES = 200L << 20;
    private static final long GOOD_BYTES = 2L << 30;
    private static final long TEN_GIB = 10L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PINNED = Pattern.compile(
            "<artifactId>jbang-cli</artifactId><version>([\\d.]+)</version>");

    private final Path root;
    private final Map<String, String> environment;

    /**
     * A place to look at.
     *
     * @param root the clone's top folder
     * @param environment the variables that the launcher set
     */
    Place(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    List<Item> items() {
        return List.of(jbang(), disk(), processors(), kvm(Kvm.here()));
    }

    /** Which JBang runs this: the launcher says so in a variable, or was not there. */
    private Item jbang() {
        String told = environment.getOrDefault("SMP_COURSE_JBANG", "");
        if (told.equals("pinned")) {
            return item("JBang", Verdict.OK, pinnedVersion(), "the one that this clone pins");
        }
        String program = told.isEmpty() ? "jbang" : told;
        String how = told.isEmpty() ? "called directly, without ./jbang"
                : "installed here: " + program;
        try {
            return Version.in(Command.of(program, "version").within(PATIENCE).run().output())
                    .map(version -> item("JBang", Verdict.OK, version.toString(), how))
                    .orElseGet(() -> item("JBang", Verdict.NOTE, "", how + "; tells no version"));
        } catch (MissingToolException | CommandTimedOutException e) {
            return item("JBang", Verdict.NOTE, "", how + "; " + e.getMessage());
        }
    }

    private String pinnedVersion() {
        try {
            Matcher version = PINNED.matcher(
                    Files.readString(root.resolve("tools/jbang/pom.xml")));
            return version.find() ? version.group(1) : "";
        } catch (IOException e) {
            return ""; // it runs all the same
        }
    }

    /** Asked by the folder, not by its mount, which a container may hide. */
    private Item disk() {
        return disk(root.toFile().getUsableSpace(), Files.isWritable(root));
    }

    /**
     * What is thought of so much room.
     *
     * @param bytes 0 when the system does not tell
     */
    Item disk(long bytes, boolean writable) {
        if (!writable) {
            return item("disk", Verdict.BROKEN, "", root + " cannot be written to");
        }
        if (bytes == 0) {
            return item("disk", Verdict.NOTE, "", "the system does not tell the room at " + root);
        }
        String found = bytes >= TEN_GIB ? (bytes >> 30) + " GiB free" : (bytes >> 20) + " MiB free";
        return bytes < LEAST_BYTES
                ? item("disk", Verdict.BROKEN, found, "a check needs 200 MiB at " + root)
                : item("disk", bytes < GOOD_BYTES ? Verdict.NOTE : Verdict.OK, found, "at " + root);
    }

    private Item processors() {
        int count = Runtime.getRuntime().availableProcessors();
        return new Item(Item.Topic.PLACE, "processors", Verdict.OK, false, String.valueOf(count),
                count > 1 ? "machines run side by side" : "machines run one after the other");
    }

    /** KVM is an extra: whatever it is, checks run without it. */
    static Item kvm(Kvm kvm) {
        Optional<String> found = Optional.of("real").filter(word -> kvm.usable());
        return new Item(Item.Topic.PLACE, "KVM", kvm.usable() ? Verdict.OK : Verdict.NOTE, false,
                found.orElse("not used"), kvm.explanation());
    }

    private static Item item(String name, Verdict verdict, String found, String remark) {
        return new Item(Item.Topic.PLACE, name, verdict, name.equals("disk"), found, remark);
    }
}
