namespace Pipeline.LocalHost.Workers;

/// <summary>Writes what the worker logs.</summary>
internal sealed partial class WorkerLogs(ILoggerFactory loggers)
{
    private readonly ILogger console = loggers.CreateLogger("Host.Function.Console");

    /// <summary>A log record that came over the stream. What the worker's libraries say below a warning is left out.</summary>
    public void Write(RpcLog log)
    {
        LogLevel level = (LogLevel)log.Level;
        bool isSystem = log.LogCategory != RpcLog.Types.RpcLogCategory.User
            || log.Category.StartsWith("Microsoft.", StringComparison.Ordinal) || log.Category.StartsWith("System.", StringComparison.Ordinal);
        ILogger logger = loggers.CreateLogger(isSystem ? "Worker" : $"Function.{log.Category}.User");
        if (logger.IsEnabled(level) && (!isSystem || level >= LogLevel.Warning))
        {
            string error = log.Exception is { } exception ? $"\n{exception.Type}: {exception.Message}\n{exception.StackTrace}" : string.Empty;
            Log.Worker(logger, level, log.Category, log.Message + error);
        }
    }

    /// <summary>A line of the worker's standard output or error; nothing when it is empty.</summary>
    public void WriteLine(string? line, LogLevel level)
    {
        if (!string.IsNullOrEmpty(line))
        {
            Log.Output(console, level, line);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 20, Message = "{Category}: {Line}")]
        public static partial void Worker(ILogger logger, LogLevel level, string category, string line);

        [LoggerMessage(EventId = 21, Message = "{Line}")]
        public static partial void Output(ILogger logger, LogLevel level, string line);
    }
}
