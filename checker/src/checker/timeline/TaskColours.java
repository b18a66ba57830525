package checker.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of the tasks: those that ran longest have one of their own, all others share one, and
 * the idle task is grey.
 */
final class TaskColours {

    private static final int OWN = 7;
    private static final int IDLE = 0;

    /** The style class of a task without a colour of its own. */
    static final String OTHERS = "others";

    private final Map<Integer, Long> ticks = new HashMap<>();
    private final Map<Integer, String> styles = new HashMap<>();
    private final List<Integer> tasks;

    TaskColours(Timeline timeline) {
        timeline.lanes().forEach(lane -> lane.runs().forEach(run ->
                ticks.merge(run.task(), run.ticks(), Long::sum)));
        tasks = ticks.keySet().stream().sorted((one, two) ->
                Long.compare(ticks.get(two), ticks.get(one))).toList();
        for (int task : tasks) {
            if (task != IDLE && styles.size() < OWN) {
                styles.put(task, "task" + styles.size());
            }
        }
    }

    /** Those that ran, the longest first. */
    List<Integer> tasks() {
        return tasks;
    }

    /** How many share a colour. */
    long others() {
        return tasks.stream().filter(task -> styleOf(task).equals(OTHERS)).count();
    }

    /** The style class of a task's time. */
    String styleOf(int task) {
        return task == IDLE ? "idle" : styles.getOrDefault(task, OTHERS);
    }
}
