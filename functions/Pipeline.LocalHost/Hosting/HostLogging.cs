using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The console log: levels as host.json sets them, the libraries below the host only from warnings on.</summary>
internal static class HostLogging
{
    /// <summary>One factory for the web front, the worker's lines and the job host.</summary>
    public static ILoggerFactory Create(HostFile hostFile)
    {
        IConfiguration levels = hostFile.Configuration.GetSection($"{HostFile.Section}:logging");
        LogLevel usual = Enum.TryParse(levels["logLevel:default"], ignoreCase: true, out LogLevel level) ? level : LogLevel.Information;
        LogLevel library = usual > LogLevel.Warning ? usual : LogLevel.Warning;
        return LoggerFactory.Create(logging =>
        {
            logging.AddConsole(console => console.FormatterName = Formatter.FormatterName);
            logging.AddConsoleFormatter<Formatter, ConsoleFormatterOptions>();
            logging.SetMinimumLevel(usual);
            logging.AddFilter("Microsoft", library).AddFilter("Microsoft.Azure.WebJobs", usual).AddFilter("System", library);
            logging.AddFilter("Azure", library).AddFilter("Azure.Core", LogLevel.Error).AddFilter("Grpc", library).AddFilter("Yarp", library);
            logging.AddFilter("Microsoft.Azure.WebJobs.Hosting.OptionsLoggingService", library);
            // Results are logged with the calls, sums of them have no text; a failed start is told in one sentence.
            logging.AddFilter("Host.Results", LogLevel.None).AddFilter("Host.Aggregator", LogLevel.None)
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
            logging.AddConfiguration(levels);
        });
    }

    /// <summary>Writes lines as Core Tools does: time in brackets, then the message.</summary>
    private sealed class Formatter() : ConsoleFormatter(FormatterName)
    {
        public const string FormatterName = "functions";

        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            textWriter.Write(TimeProvider.System.GetUtcNow().ToString("'['yyyy-MM-dd'T'HH:mm:ss.fff'Z] '", CultureInfo.InvariantCulture));
            textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.Exception is { } error)
            {
                textWriter.WriteLine(error);
            }
        }
    }
}
