package checker.junit;

import checker.machine.Machine;

/**
 * The machines of a behaviour that needs several of one kind: one to learn from when something
 * happens, and another that is disturbed just then.
 */
public interface Machines {

    /** A machine, switched on but with no instruction executed; ends the one before. */
    Machine next();
}
