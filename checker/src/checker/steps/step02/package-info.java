/**
 * Step 2, BSP Early Init with APIC Mode: the boot CPU's interrupts come through the IOAPIC and its
 * Local APIC, and nothing is lost on the way there.
 *
 * <p>The evidence is what QEMU's interrupt controllers hold, compared with what the firmware's
 * tables say, and devices that really interrupt.
 */
package checker.steps.step02;
