package checker.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A kernel of a few lines that keeps the real kernel's contract with its builder. */
public final class KernelFixture {

    // Each compilation leaves a line in compiled.txt, so that a test can count them.
    private static final String MAKEFILE = """
            OUT ?= ../build/$(ARCH)
            TOOLCHAIN ?= clang
            BITS := $(if $(filter x86-64,$(ARCH)),64,32)
            CC := $(TOOLCHAIN)
            BASE := $(if $(filter 64,$(BITS)),0xffffffff80100000,0xc0100000)
            FLAGS := -m$(BITS) $(if $(filter 64,$(BITS)),-mcmodel=kernel) -std=c11 \\
                -ffreestanding -fno-pic -fno-stack-protector -g -Wall \\
                -fno-omit-frame-pointer -fno-asynchronous-unwind-tables \\
                $(if $(WERROR),-Werror) -I.
            SOURCES := Main.c CPU.c $(PROBES)
            OBJECTS := $(addprefix $(OUT)/,$(addsuffix .o,$(basename $(notdir $(SOURCES)))))
            vpath %.c . $(sort $(dir $(PROBES)))
            $(OUT)/kernel.elf: $(OBJECTS)
            \tld -m $(if $(filter 64,$(BITS)),elf_x86_64,elf_i386) -z noexecstack \\
                -Ttext=$(BASE) -e KernelMain -o $@ $^
            $(OUT)/%.o: %.c
            \t@echo $* >> $(OUT)/compiled.txt
            \t$(CC) $(FLAGS) -MMD -c $< -o $@
            .PHONY: compiler
            compiler:
            \t@printf '%s\\n' $(CC) $(FLAGS)
            -include $(OBJECTS:.o=.d)
            """;

    private static final String HEADER = """
            #pragma once
            #define MAX_CPUS 32
            enum { LowestNumber = -7 };
            typedef unsigned int U32;
            typedef struct {
                unsigned char Online;
                U32 APICID;
                void *Stack;
                struct { U32 Ticks; U32 Faults; } Statistics[2];
                char Name[12];
            } CPU;
            extern CPU CPUs[MAX_CPUS];
            """;

    private static final String CPU_SOURCE = """
            #include "CPU.h"
            CPU CPUs[MAX_CPUS] = { { 1, 7, 0, { { 1, 2 }, { 3, 4 } }, "boot" } };
            """;

    private static final String MAIN_SOURCE = """
            #include "CPU.h"
            static int Helper(int Value) { return Value + (int)CPUs[0].APICID; }
            int KernelReady(int Value) { return Helper(Value) * 2; }
            void KernelMain(void) { KernelReady(3); for (;;) { } }
            """;

    private final Path folder;

    private KernelFixture(Path folder) {
        this.folder = folder;
    }

    /** Writes the sources into a folder, which is created. */
    public static KernelFixture in(Path folder) throws IOException {
        KernelFixture fixture = new KernelFixture(Files.createDirectories(folder));
        fixture.write("Makefile", MAKEFILE);
        fixture.write("CPU.h", HEADER);
        fixture.write("CPU.c", CPU_SOURCE);
        fixture.write("Main.c", MAIN_SOURCE);
        return fixture;
    }

    public Path folder() {
        return folder;
    }

    public Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Edits a file, as somebody does who is slower than the file system's clock. */
    public void replace(String name, String old, String replacement) throws IOException {
        String text = Files.readString(folder.resolve(name));
        if (!text.contains(old)) {
            throw new IllegalArgumentException(name + " has no \"" + old + "\"");
        }
        Path file = write(name, text.replace(old, replacement));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusMillis(20)));
    }
}
