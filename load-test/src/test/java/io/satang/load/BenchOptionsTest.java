package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the benchmark's help text lists can be given, as {@code ./satang bench} gives it: where the stack is comes once and first. */
class BenchOptionsTest {

    @ParameterizedTest
    @MethodSource("options")
    void every_option_of_the_help_text_can_be_given(String name) {
        OptionSpec option = bench().getCommandSpec().findOption(name);
        String value = option.defaultValue() == null ? "1" : option.defaultValue();
        String[] arguments = Stream.of("--state=.satang", name, value)
                .filter(argument -> !name.equals("--state") || !argument.startsWith("--state="))
                .filter(argument -> option.arity().max() > 0 || !argument.equals(value))
                .toArray(String[]::new);

        assertThatCode(() -> bench().parseArgs(arguments)).doesNotThrowAnyException();
    }

    @Test
    void where_the_stack_is_has_one_name_in_all_commands() {
        assertThat(options()).contains("--state").doesNotContain("--stack");
    }

    @ParameterizedTest
    @MethodSource("subcommandOptions")
    void every_option_of_a_subcommands_help_text_can_be_given(String subcommand, String name) {
        OptionSpec option = subcommand(subcommand).getCommandSpec().findOption(name);
        String[] arguments = option.arity().max() > 0 ? new String[] {name, "1"} : new String[] {name};

        assertThatCode(() -> bench().parseArgs(
                                Stream.concat(Stream.of("--state=.satang", subcommand), Stream.of(arguments))
                                        .toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate=-1",
                "--rate=0",
                "--rate=NaN",
                "--rate=Infinity",
                "--connections=0",
                "--seconds=0",
                "--warm-up=-1",
                "--floor-seconds=-1",
                "--drain=-1",
                "--sample=-1",
                "webhooks --events=0",
                "webhooks --endpoints=10001",
                "webhooks --pending=-1",
                "webhooks --seconds=-5",
                "pages --charges=-1",
                "pages --warm-up=-1",
                "pages --rounds=0",
            })
    void numbers_that_make_no_plan_are_refused_before_anything_is_measured(String arguments) {
        StringWriter said = new StringWriter();
        CommandLine bench = bench().setErr(new PrintWriter(said));

        int code =
                bench.execute(Stream.concat(Stream.of("--base-url=http://127.0.0.1:1"), Stream.of(arguments.split(" ")))
                        .toArray(String[]::new));

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("more than 0").doesNotContain("\tat ");
    }

    static Stream<Arguments> subcommandOptions() {
        return Stream.of("webhooks", "pages")
                .flatMap(name -> subcommand(name).getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .map(option -> Arguments.of(name, option)));
    }

    private static CommandLine subcommand(String name) {
        return bench().getSubcommands().get(name);
    }

    static Stream<String> options() {
        return bench().getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
    }

    private static CommandLine bench() {
        return new CommandLine(new Bench());
    }
}
