package io.satang.load;

import io.satang.stack.run.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./satang bench pages}: what each page of the console takes for an account with a long history. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a long history of the first test account straight into the services' databases, asks the console for"
                    + " each of its pages again and again, and prints how long they took.",
            "What it writes stays there and nobody was paid: give the stack a --state of its own. A second run takes"
                    + " what is there already."
        })
final class PagesBench implements Callable<Integer> {

    @ParentCommand
    private Bench bench;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--charges",
            defaultValue = "1000000",
            description = "Charges of the account, each with an event; refunds and customers with them"
                    + " (${DEFAULT-VALUE}). A million takes 10 GB.")
    private int charges;

    @Option(
            names = "--rounds",
            defaultValue = "100",
            description = "How often each page is asked for (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "ROUNDS",
            defaultValue = "30",
            description = "How often before anything is measured (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--out",
            defaultValue = "target/bench",
            description = "Folder for the report in JSON (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--assert", description = "End with 1 when a page takes too long.")
    private boolean asserting;

    @Override
    public Integer call() throws IOException {
        PagesPlan plan = Bench.given(spec, () -> new PagesPlan(charges, warmUp, rounds));
        Optional<StackFile> stack = bench.runningStack();
        if (stack.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        PagesReport report = new PagesRun(Target.of(stack.get()), plan, System.out).execute();
        System.out.printf("%n%s", report.text());
        Instant now = Clock.systemUTC().instant();
        System.out.printf("%nwritten to %s%n", ReportFile.write(report.json(now), out, "pages", now));
        return asserting && !report.good() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
