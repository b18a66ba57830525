package checker.steps.step00;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.step00.PageWalk.Page;
import java.util.List;

/** No page of the kernel can be both written and executed. */
@Step(0)
@Criterion("Higher-half, one paging implementation for both, NX, guard pages under kernel stacks.")
@Hint(where = "The rights with which each part of the image and of memory is mapped.",
        wrong = "A page can be written and executed, so that a stray write becomes code.",
        fix = "Map code without the writable bit, and everything else with the no-execute bit.")
final class PageRightsTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(30);

    @OnEveryMachine(from = ProtectingMachines.class)
    void noPageIsWritableAndExecutable(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);

        List<Page> pages = new PageWalk(machine).pages();

        // Not "no such page among those found": that holds as well when nothing is found.
        expect("pages that hold KernelMain",
                pages.stream().filter(page -> page.holds(kernel.address("KernelMain"))).count())
                .toBe(1L);
        expect("pages that are writable and executable",
                pages.stream().filter(page -> page.writable() && page.executable()).toList())
                .toBe(List.of());
    }
}
