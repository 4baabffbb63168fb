package io.satang.stack;

import io.satang.stack.api.HttpAddress;
import io.satang.stack.doctor.DoctorCommand;
import io.satang.stack.event.EventsCommand;
import io.satang.stack.event.ResendCommand;
import io.satang.stack.listen.Answer;
import io.satang.stack.listen.ListenCommand;
import io.satang.stack.run.Service;
import io.satang.stack.run.StackException;
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
            StatusCommand.class,
            LogsCommand.class,
            ListenCommand.class,
            TriggerCommand.class,
            EventsCommand.class,
            ChargeCommand.class,
            ResendCommand.class,
            VerifyCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            HelpCommand.class
        },
        footer = "%nsatang test runs all tests; what it is given goes to Maven.",
        synopsisSubcommandLabel = "COMMAND")
public final class Satang {

    private Satang() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] arguments) {
        // Kafka's client looks for a logging library, and would tell that it finds none.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Satang())
                .registerConverter(Service.class, Service::ofModule)
                .registerConverter(HttpAddress.class, HttpAddress::parse)
                .registerConverter(Answer.class, Answer::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> fail(exception, command));
    }

    /** What the user can do something about is told in a sentence; the rest is a bug, and its trace helps. */
    private static int fail(Exception exception, CommandLine command) {
        if (exception instanceof StackException) {
            command.getErr().println("satang: " + exception.getMessage());
        } else {
            exception.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
