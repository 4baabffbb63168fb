package io.satang.stack.doctor;

import io.satang.stack.api.ApiOptions;
import io.satang.stack.run.StackFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says on one screen whether all is well. Its status is 1 when something is not, so that scripts may ask. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Says whether all is well, what is not, and what to do about it; ends with 1 when something does not work.")
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Option(names = "--json", description = "For a program: health, and checks with name, health, found and advice.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Check> checks = examine();
        Health worst = checks.stream()
                .map(Check::health)
                .max(Comparator.naturalOrder())
                .orElse(Health.GREEN);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(worst, checks).encodePrettily());
        } else {
            checks.forEach(check -> print(check, out));
            out.println();
            out.println(verdict(worst));
        }
        out.flush();
        return worst == Health.RED ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Of the local stack more can be seen than from outside. */
    private List<Check> examine() throws IOException, InterruptedException {
        Optional<StackFile> stack = platform.isElsewhere()
                ? Optional.empty()
                : StackFile.read(platform.folders().stack().stackFile());
        return stack.isPresent()
                ? new LocalExamination(stack.get(), platform.folders().repeated()).checks()
                : new RemoteExamination(platform.api()).checks();
    }

    private static void print(Check check, PrintWriter out) {
        String mark = switch (check.health()) {
            case GREEN -> "ok   ";
            case YELLOW -> "LOOK ";
            case RED -> "BAD  ";
        };
        out.printf("%s %-18s %s%n", mark, check.name(), check.found());
        check.advice().ifPresent(advice -> out.printf("%24s -> %s%n", "", advice));
    }

    private static String verdict(Health worst) {
        return switch (worst) {
            case GREEN -> "all is well";
            case YELLOW -> "it works, and somebody should look at what is marked";
            case RED -> "something does not work";
        };
    }

    private static JsonObject object(Health worst, List<Check> checks) {
        JsonArray list = new JsonArray();
        for (Check check : checks) {
            JsonObject item = new JsonObject()
                    .put("name", check.name())
                    .put("health", name(check.health()))
                    .put("found", check.found());
            check.advice().ifPresent(advice -> item.put("advice", advice));
            list.add(item);
        }
        return new JsonObject().put("health", name(worst)).put("checks", list);
    }

    private static String name(Health health) {
        return health.name().toLowerCase(Locale.ROOT);
    }
}
