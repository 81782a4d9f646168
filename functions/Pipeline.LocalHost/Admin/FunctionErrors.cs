using System.Collections.Concurrent;
using Microsoft.Azure.WebJobs.Host;

namespace Pipeline.LocalHost.Admin;

/// <summary>Functions that could not be indexed: each is disabled alone, the others run.</summary>
/// <remarks>The job host tells of them in its log only, so this listens to the log.</remarks>
internal sealed class FunctionErrors : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <summary>All, by name.</summary>
    public IEnumerable<(string Function, string Reason)> All =>
        _errors.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error => (error.Key, error.Value));

    /// <summary>Whether the function is disabled.</summary>
    public bool Contains(string function) => _errors.ContainsKey(function);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is FunctionException { InnerException: { } reason, MethodName: { } method } && exception.GetType().Name is "FunctionIndexingException" or "FunctionListenerException")
        {
            _errors[method.Split('.')[^1]] = reason.Message;
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
