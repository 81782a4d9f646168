using Microsoft.Extensions.Logging.Console;
using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The console log: levels as host.json sets them, the libraries below the host only from warnings on.</summary>
internal static class HostLogging
{
    private static readonly string[] HostCategories = ["Host.", "Function.", "Worker", "Microsoft.Azure.WebJobs", "Pipeline."];

    /// <summary>One factory for the web front, the worker's lines and the job host.</summary>
    public static ILoggerFactory Create(HostFile hostFile) => LoggerFactory.Create(logging =>
    {
        logging.Services.AddSingleton(TimeProvider.System);
        logging.AddConsole(console => console.FormatterName = HostConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<HostConsoleFormatter, ConsoleFormatterOptions>();
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddFilter((category, level) => level >= LevelOf(hostFile, category ?? string.Empty));
    });

    private static LogLevel LevelOf(HostFile hostFile, string category)
    {
        // Results are logged with the calls; a failed start is told in one sentence.
        if (category is "Host.Results" or "Microsoft.Extensions.Hosting.Internal.Host")
        {
            return LogLevel.None;
        }

        if (category.StartsWith("Azure.Core", StringComparison.Ordinal))
        {
            return LogLevel.Error;
        }

        if (category == "Microsoft.Azure.WebJobs.Hosting.OptionsLoggingService")
        {
            return LogLevel.Warning;
        }

        LogLevel wanted = hostFile.LevelOf(category);
        return HostCategories.Any(prefix => category.StartsWith(prefix, StringComparison.Ordinal)) || wanted > LogLevel.Warning
            ? wanted
            : LogLevel.Warning;
    }
}
