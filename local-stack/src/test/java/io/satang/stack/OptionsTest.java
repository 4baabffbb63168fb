package io.satang.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a help text lists can be given. */
class OptionsTest {

    @ParameterizedTest(name = "satang {0} {1}")
    @MethodSource("options")
    void every_option_of_a_help_text_can_be_given(String command, String name, List<String> arguments) {
        assertThatCode(() -> Satang.commandLine().parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void the_benchmark_is_told_where_the_stack_is_once_whether_it_is_given_or_not() {
        assertThat(bench().benchArguments())
                .filteredOn(argument -> argument.startsWith("--state"))
                .hasSize(1);
        assertThat(bench("--seconds", "5", "--state", "/tmp/elsewhere", "--help")
                        .benchArguments())
                .containsExactly("--state=/tmp/elsewhere", "--seconds", "5", "--help");
    }

    private static BenchCommand bench(String... arguments) {
        String[] command =
                Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new);
        ParseResult parsed = Satang.commandLine().parseArgs(command);
        return (BenchCommand) parsed.subcommand().commandSpec().userObject();
    }

    static Stream<Arguments> options() {
        return Satang.commandLine().getSubcommands().entrySet().stream().flatMap(OptionsTest::optionsOf);
    }

    private static Stream<Arguments> optionsOf(Map.Entry<String, CommandLine> command) {
        return command.getValue().getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names())
                        .map(name -> Arguments.of(command.getKey(), name, given(command.getKey(), name, option))));
    }

    private static List<String> given(String command, String name, OptionSpec option) {
        if (option.arity().max() == 0) {
            return List.of(command, name);
        }
        if (option.type().isEnum()) {
            return List.of(command, name, option.type().getEnumConstants()[0].toString());
        }
        return List.of(command, name, option.isMultiValue() ? "charge-service=2" : "1");
    }
}
