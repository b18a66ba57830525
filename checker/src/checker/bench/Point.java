package checker.bench;

/**
 * What a cost is of.
 *
 * @param operation as {@code bench} names it
 * @param tasks how many processes do it at the same time
 */
public record Point(String operation, int tasks) {

    @Override
    public String toString() {
        return operation + " with " + tasks + (tasks == 1 ? " task" : " tasks");
    }
}
