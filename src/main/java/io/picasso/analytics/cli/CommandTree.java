package io.picasso.analytics.cli;

import io.picasso.analytics.failure.ExitStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, and picocli's picture of them. */
final class CommandTree {
    /** Every command of the top level, in the order of the manual. A new one is registered here and nowhere else. */
    private static final List<Entry> COMMANDS = List.of(
            new Entry("quickstart", QuickstartCommand.class),
            new Entry("local", LocalCommand.class),
            new Entry("process", ProcessCommand.class),
            new Entry("send", SendCommand.class),
            new Entry("queue", QueueCommand.class),
            new Entry("provision", ProvisionCommand.class),
            new Entry("tenant", TenantCommand.class),
            new Entry("session", SessionCommand.class),
            new Entry("serve", ServeCommand.class),
            new Entry("token", TokenCommand.class),
            new Entry("metrics", MetricsCommand.class),
            new Entry("aggregate", AggregateCommand.class),
            new Entry("backfill", BackfillCommand.class),
            new Entry("deploy", DeployCommand.class),
            new Entry("writes", WritesCommand.class),
            new Entry("rollback", RollbackCommand.class),
            new Entry("gate", GateCommand.class),
            new Entry("health", HealthCommand.class),
            new Entry("doctor", DoctorCommand.class),
            new Entry("alarms", AlarmsCommand.class),
            new Entry("ttl", TtlCommand.class),
            new Entry("runbook", RunbookCommand.class),
            new Entry("lake", LakeCommand.class),
            new Entry("config", ConfigCommand.class),
            new Entry("explain", ExplainCommand.class));

    private record Entry(String name, Class<?> type) {}

    private CommandTree() {}

    /**
     * The commands that these arguments can mean. Reading the annotations of all commands takes longer than most of
     * them run, so only the one that is named is built; the help of the top level needs names and descriptions only.
     */
    static CommandLine forArguments(RootCommand root, List<String> arguments) {
        CommandLine line = new CommandLine(root);
        Optional<Entry> named = commandName(line.getCommandSpec(), arguments).flatMap(CommandTree::entry);
        named.ifPresentOrElse(entry -> line.addSubcommand(entry.name(), entry.type()), () -> addSignposts(line));
        return configured(line, root, arguments);
    }

    /** All commands in full, for the manual and the completion scripts. */
    static CommandLine whole(RootCommand root) {
        CommandLine line = new CommandLine(root);
        COMMANDS.forEach(entry -> line.addSubcommand(entry.name(), entry.type()));
        return configured(line, root, List.of("--no-color"));
    }

    private static Optional<Entry> entry(String name) {
        return COMMANDS.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** The first argument that is neither a global option nor its value; empty where help or the version is wanted. */
    private static Optional<String> commandName(CommandSpec root, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                return Optional.of(argument);
            }
            OptionSpec option = root.findOption(argument);
            if (option != null && (option.usageHelp() || option.versionHelp())) {
                return Optional.empty();
            }
            if (option != null && option.arity().min() > 0) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static void addSignposts(CommandLine line) {
        for (Entry entry : COMMANDS) {
            CommandLine.Command described = entry.type().getAnnotation(CommandLine.Command.class);
            CommandSpec signpost = CommandSpec.create().name(entry.name());
            if (described != null) {
                signpost.usageMessage().description(described.description());
            }
            line.addSubcommand(entry.name(), signpost);
        }
    }

    private static CommandLine configured(CommandLine line, RootCommand root, List<String> arguments) {
        Terminal terminal = root.context.terminal();
        boolean colored = terminal.colored() && !arguments.contains("--no-color");
        line.setOut(new java.io.PrintWriter(terminal.out(), false, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(colored ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(60, Math.min(100, terminal.width())));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);
        // 'local' is a command and an environment: --env local local status.
        line.setAllowSubcommandsAsOptionParameters(true);
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(exitCodes());
        line.getSubcommands().values().forEach(CommandTree::simplify);
        return line;
    }

    /** Below the top level the version is noise, and the global options stand in the top level's help. */
    private static void simplify(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        Optional.ofNullable(spec.findOption("--version")).ifPresent(spec::remove);
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OwnOptions());
        line.getSubcommands().values().forEach(CommandTree::simplify);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitStatus status : ExitStatus.values()) {
            codes.put(Integer.toString(status.code()), status.meaning());
        }
        return codes;
    }
}
