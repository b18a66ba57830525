package checker.junit;

import checker.machine.MachineSpec;
import checker.report.CaseId;
import java.lang.reflect.Method;

/**
 * One case to run: a behaviour on a machine.
 *
 * @param id its name
 * @param behaviour the method
 * @param place its place among the machines of the behaviour, counted from 0
 * @param first whether it is the behaviour's first on that architecture
 * @param spec the machine
 * @param draw the name under which the case draws from the seed
 */
record Choice(CaseId id, Method behaviour, int place, boolean first, MachineSpec spec,
        String draw) {}
