package checker.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that was looked at on this machine.
 *
 * @param items by topic, each topic in one piece
 * @param remedy the command that installs what is missing or too old, where a package brings it
 */
public record Checkup(List<Item> items, Optional<String> remedy) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public Checkup {
        items = List.copyOf(items);
    }

    /** Looks at this machine, on behalf of a clone. */
    public static Checkup of(Path root) {
        List<ToolNeed> needs = ToolList.read(root.resolve("tools/jbang/tools.list"));
        Toolbox toolbox = Toolbox.here();
        List<Item> items = new ArrayList<>(
                needs.parallelStream().map(toolbox::examine).toList());
        List<ToolNeed> lacking = IntStream.range(0, needs.size())
                .filter(index -> !items.get(index).verdict().usable())
                .mapToObj(needs::get).toList();
        items.addAll(new MachineTrial("qemu-system-x86_64", PATIENCE).all());
        items.addAll(new Place(root, System.getenv()).items());
        items.sort((first, second) -> first.topic().compareTo(second.topic()));
        return new Checkup(items, remedy(lacking));
    }

    private static Optional<String> remedy(List<ToolNeed> lacking) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return PackageManager.here().flatMap(manager -> manager.command(lacking, root));
    }

    /** Whether {@code jbang check} can do its work here. */
    public boolean checksCanRun() {
        return items.stream().noneMatch(Item::stopsChecks);
    }

    /** What keeps checks from running. */
    public List<Item> obstacles() {
        return items.stream().filter(Item::stopsChecks).toList();
    }
}
