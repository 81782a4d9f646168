using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Writes log lines as Core Tools does: time in brackets, then the message.</summary>
internal sealed class HostConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "functions";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().ToString("'['yyyy-MM-dd'T'HH:mm:ss.fff'Z] '", CultureInfo.InvariantCulture));
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } error)
        {
            textWriter.WriteLine(error);
        }
    }
}
