using System.Globalization;

namespace Pipeline.Functions.Hosting;

/// <summary>Deadlines of functions below the time-out of the host, at which it kills the whole worker.</summary>
/// <remarks>After four fifths of <c>functionTimeout</c> in host.json the token falls; a function that ignores it is given up before the host does.</remarks>
internal sealed class FunctionDeadlines(IConfiguration settings, TimeProvider clock)
{
    private const string Setting = "functionTimeout";
    private const double TokenShare = 0.8;
    private const double GiveUpShare = 0.95;

    private readonly TimeSpan? timeout = Read(settings);

    /// <summary>When a function that ignores its token is given up; endless without a time-out.</summary>
    public TimeSpan GiveUpAfter => timeout * GiveUpShare ?? Timeout.InfiniteTimeSpan;

    /// <summary>Where its time comes from.</summary>
    public TimeProvider Time => clock;

    /// <summary>Starts the clock of one run.</summary>
    /// <param name="stop">What ends the run earlier.</param>
    public FunctionDeadline Start(CancellationToken stop) => new(timeout * TokenShare ?? Timeout.InfiniteTimeSpan, clock, stop);

    private static TimeSpan? Read(IConfiguration settings)
    {
        IConfiguration file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();
        return (settings[$"AzureFunctionsJobHost:{Setting}"] ?? file[Setting]) is { Length: > 0 } text and not "-1"
            ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            : null;
    }
}
