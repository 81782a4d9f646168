using Pipeline.LocalHost.Rpc.Messages;

namespace Pipeline.LocalHost.Workers;

/// <summary>Writes what the worker logs, each line with the worker's own category.</summary>
internal sealed partial class WorkerLogs(ILoggerFactory loggers)
{
    private readonly ILogger _console = loggers.CreateLogger("Host.Function.Console");

    /// <summary>A log record that came over the stream. What the worker's libraries say below a warning is left out.</summary>
    public void Write(RpcLog log)
    {
        LogLevel level = (LogLevel)log.Level;
        bool isSystem = log.LogCategory == RpcLog.Types.RpcLogCategory.System
            || log.Category.StartsWith("Microsoft.", StringComparison.Ordinal) || log.Category.StartsWith("System.", StringComparison.Ordinal);
        if (log.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric || (isSystem && level < LogLevel.Warning))
        {
            return;
        }

        ILogger logger = loggers.CreateLogger(isSystem ? "Worker" : "Function.User");
        if (!logger.IsEnabled(level))
        {
            return;
        }

        string error = log.Exception is { } exception ? $"{Environment.NewLine}{exception.Type}: {exception.Message}{Environment.NewLine}{exception.StackTrace}" : string.Empty;
        Log.Worker(logger, level, log.Category, log.Message + error);
    }

    /// <summary>A line of the worker's standard output.</summary>
    public void WriteOutput(string line) => Log.Output(_console, line);

    /// <summary>A line of the worker's standard error.</summary>
    public void WriteError(string line) => Log.Error(_console, line);

    private static partial class Log
    {
        [LoggerMessage(EventId = 20, Message = "{Category}: {Line}")]
        public static partial void Worker(ILogger logger, LogLevel level, string category, string line);

        [LoggerMessage(21, LogLevel.Information, "{Line}")]
        public static partial void Output(ILogger logger, string line);

        [LoggerMessage(22, LogLevel.Error, "{Line}")]
        public static partial void Error(ILogger logger, string line);
    }
}
