package io.satang.stack;

import io.satang.stack.api.HttpAddress;
import io.satang.stack.doctor.DoctorCommand;
import io.satang.stack.event.EventsCommand;
import io.satang.stack.event.ResendCommand;
import io.satang.stack.listen.Answer;
import io.satang.stack.listen.ListenCommand;
import io.satang.stack.run.Service;
import io.satang.stack.timeline.ChargeCommand;
import io.satang.stack.trigger.TriggerCommand;
import io.satang.stack.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The platform on this machine: starts, stops and shows it. */
@Command(
        name = "satang",
        description = "The Satang payment platform on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            ScriptCommands.StatusCommand.class,
            DoctorCommand.class,
            LogsCommand.class,
            ListenCommand.class,
            TriggerCommand.class,
            EventsCommand.class,
            ChargeCommand.class,
            ResendCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            ScriptCommands.TestCommand.class,
            ScriptCommands.JdkCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = "%n./satang COMMAND --help shows the options of one; docs/command-line.md says more.",
        synopsisSubcommandLabel = "COMMAND")
public final class Satang {
    private static final int WIDTH = 120;

    private Satang() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] arguments) {
        // Kafka's client looks for a logging library, and would tell that it finds none.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Satang())
                .setUsageHelpWidth(WIDTH)
                .registerConverter(Service.class, Service::ofModule)
                .registerConverter(HttpAddress.class, HttpAddress::parse)
                .registerConverter(Answer.class, Answer::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Slips::refuse)
                .setExecutionExceptionHandler((exception, command, parsed) -> Slips.fail(exception, command));
    }
}
