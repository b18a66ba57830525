package checker.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Chance, repeatable: the same seed and the same name give the same draws, whatever else a run
 * checks. A case that is run alone therefore gets the machines that it had among all.
 */
public final class Draw {

    private final Random random;

    private Draw(long seed) {
        random = new Random(seed);
    }

    /** The draws of one seed for one purpose. */
    public static Draw of(long seed, String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x5DEECE66DL + purpose.charAt(i); // spreads names over all seeds
        }
        return new Draw(mixed ^ mixed >>> 29);
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return least + random.nextInt(Math.addExact(Math.subtractExact(most, least), 1));
    }

    public boolean coin() {
        return random.nextBoolean();
    }

    /** One of the items. */
    public <T> T oneOf(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** All of the items, or one: for cases that take turns from run to run. */
    public <T> List<T> oneOrAll(boolean all, List<T> items) {
        return all ? List.copyOf(items) : List.of(oneOf(items));
    }

    /** All items, in an order that was drawn. */
    public <T> List<T> shuffled(List<T> items) {
        List<T> mixed = new ArrayList<>(items);
        Collections.shuffle(mixed, random);
        return List.copyOf(mixed);
    }

    /** Another seed, for what draws by itself. */
    public long seed() {
        return random.nextLong() & Long.MAX_VALUE;
    }
}
