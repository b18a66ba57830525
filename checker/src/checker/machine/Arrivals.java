package checker.machine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which CPUs came to one place, in the order they came.
 *
 * @param symbol the place
 * @param list each arrival
 * @param ending what ended the recording
 */
public record Arrivals(String symbol, List<Arrival> list, Ending ending) {

    /**
     * One CPU at the place.
     *
     * @param cpu its index
     * @param stackPointer with which it came
     * @param at the machine's time
     */
    public record Arrival(int cpu, long stackPointer, GuestDuration at) {}

    public Arrivals {
        list = List.copyOf(list);
    }

    /** The CPUs that came, each once. */
    public Set<Integer> cpus() {
        return list.stream().map(Arrival::cpu).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How often a CPU came. */
    public int timesOf(int cpu) {
        return (int) list.stream().filter(arrival -> arrival.cpu() == cpu).count();
    }

    /** The CPUs that came with a stack pointer that no other CPU came with. */
    public Set<Integer> cpusAloneOnTheirStack() {
        return list.stream()
                .filter(one -> list.stream().noneMatch(other -> other.cpu() != one.cpu()
                        && other.stackPointer() == one.stackPointer()))
                .map(Arrival::cpu)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
