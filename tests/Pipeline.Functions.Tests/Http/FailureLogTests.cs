using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Tests.Http;

/// <summary>What the log says of a request that failed.</summary>
public sealed class FailureLogTests : ILogger<ProblemMiddleware>
{
    private readonly List<string> lines = [];

    [Theory]
    [InlineData("/api/notifications/acme/hunter2", "?code=s3cret", "POST /api/notifications/acme/… failed")]
    [InlineData("/api/orders", "?code=s3cret", "POST /api/orders failed")]
    public void It_names_the_address_without_what_may_be_a_secret(string path, string query, string line)
    {
        DefaultHttpContext http = new() { Request = { Method = "POST", Path = path, QueryString = new QueryString(query) } };

        _ = new ProblemMiddleware(this).Of(http, new IOException("gone"));

        Assert.Equal(line, Assert.Single(lines));
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
}
