package io.satang.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a help text lists can be given. */
class OptionsTest {

    /** What stands for a value in a help text, and one that fits; a number fits the others. */
    private static final Map<String, String> VALUES =
            Map.of("URL", "http://127.0.0.1:8080", "ANSWER", "500", "SERVICE=COUNT", "charge-service=2");

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
        return options(Satang.commandLine());
    }

    private static Stream<Arguments> options(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(sub -> Stream.concat(optionsOf(sub), options(sub)));
    }

    private static Stream<Arguments> optionsOf(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names())
                        .map(name -> Arguments.of(
                                command.getCommandSpec().qualifiedName(), name, given(command, name, option))));
    }

    /** The words of the command, what it requires beside the option, and the option. */
    private static List<String> given(CommandLine command, String name, OptionSpec option) {
        List<String> words = new ArrayList<>(
                List.of(command.getCommandSpec().qualifiedName().split(" ")).subList(1, depth(command)));
        command.getCommandSpec().positionalParameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> words.add(value(parameter)));
        command.getCommandSpec().options().stream()
                .filter(other -> other.required() && !List.of(other.names()).contains(name))
                .forEach(other -> words.addAll(List.of(other.longestName(), value(other))));
        words.add(name);
        if (option.arity().max() > 0) {
            words.add(value(option));
        }
        return words;
    }

    private static int depth(CommandLine command) {
        return command.getCommandSpec().qualifiedName().split(" ").length;
    }

    private static String value(ArgSpec option) {
        if (option.type().isEnum()) {
            return option.type().getEnumConstants()[0].toString();
        }
        return VALUES.getOrDefault(option.paramLabel(), "1");
    }
}
