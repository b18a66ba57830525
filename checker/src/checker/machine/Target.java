package checker.machine;

import checker.gdb.GdbClient.Trap;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run stops for.
 *
 * @param functions names by address
 * @param trap what access to the watched variable it is
 * @param watched a variable, by its address; 0 for none
 * @param watchedBytes its size
 * @param sight what the guest is to do, looked for from outside now and then
 */
record Target(Map<Long, String> functions, Trap trap, String watchedName, long watched,
        int watchedBytes, Optional<Sight> sight) {

    static Target functions(Map<Long, String> functions) {
        return new Target(Map.copyOf(functions), Trap.WRITE, "", 0, 0, Optional.empty());
    }

    /** When a CPU comes to any of these addresses. */
    static Target addresses(Set<Long> addresses, Symbols symbols) {
        return functions(addresses.stream()
                .collect(Collectors.toMap(Function.identity(), symbols::describe)));
    }

    Target orWrite(String name, long address, int bytes) {
        return new Target(functions, Trap.WRITE, name, address, bytes, sight);
    }

    static Target read(String name, long address, int bytes) {
        return new Target(Map.of(), Trap.READ, name, address, bytes, Optional.empty());
    }

    static Target sight(Sight sight) {
        return new Target(Map.of(), Trap.WRITE, "", 0, 0, Optional.of(sight));
    }

    /** Looks whether the guest has done something; tells what it was. */
    @FunctionalInterface
    interface Sight {
        Optional<Ending> look() throws IOException;
    }
}
